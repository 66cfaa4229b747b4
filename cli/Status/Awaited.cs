using System.Globalization;
using InvestBot.Cli.Output;

namespace InvestBot.Cli.Status;

/// <summary>What a figure of the status is to come to: a number at least, or a text exactly.</summary>
internal sealed record Awaited(string Name, string Value)
{
    /// <summary>Reads <c>NAME=VALUE</c>; null when it is not of that form.</summary>
    public static Awaited? Parse(string text)
    {
        var at = text.LastIndexOf('=');
        return at > 0 && at < text.Length - 1 ? new Awaited(text[..at].Trim(), text[(at + 1)..].Trim()) : null;
    }

    /// <summary>Whether it has come to that.</summary>
    public bool IsSeenIn(Report report)
    {
        if (report.Figures.FirstOrDefault(figure => figure.Name == Name) is not { } figure) return false;
        return figure.IsNumber && double.TryParse(Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var least)
            ? Convert.ToDouble(figure.Value, CultureInfo.InvariantCulture) >= least
            : figure.ToString() == Value;
    }

    public override string ToString() => $"{Name}={Value}";
}
