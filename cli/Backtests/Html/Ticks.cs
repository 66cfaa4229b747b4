using System.Globalization;

namespace InvestBot.Cli.Backtests.Html;

/// <summary>Round values on an axis: multiples of 1, 2 or 5 times a power of ten.</summary>
internal sealed record Ticks(IReadOnlyList<double> Values, double Step)
{
    /// <summary>Those between two values, about as many as wanted.</summary>
    public static Ticks Between(double low, double high, int wanted)
    {
        var step = StepOf((high - low) / wanted);
        var first = Math.Ceiling((low / step) - 1e-9);
        var last = Math.Floor((high / step) + 1e-9);
        return new Ticks([.. Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step)], step);
    }

    /// <summary>The smallest round step that is not below a width.</summary>
    public static double StepOf(double width)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(width)));
        return power * ((width / power) switch { <= 1.0000001 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
    }

    /// <summary>A value with as many decimals as the step has, as a share in percent or as it is.</summary>
    public string Text(double value, bool percent)
    {
        var shown = percent ? Step * 100.0 : Step;
        var decimals = Math.Clamp((int)Math.Ceiling(-Math.Log10(shown) - 1e-9), 0, 12);
        return (percent ? value * 100.0 : value).ToString($"#,0.{new string('0', decimals)}", CultureInfo.InvariantCulture) + (percent ? " %" : "");
    }
}
