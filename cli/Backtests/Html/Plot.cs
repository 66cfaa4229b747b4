using System.Globalization;
using System.Text;

namespace InvestBot.Cli.Backtests.Html;

/// <summary>An SVG drawing with a time axis below and a value axis at the left.</summary>
internal sealed class Plot
{
    public const double Width = 960;
    private const double Left = 84;
    private const double Right = 10;
    private const double Top = 8;
    private const double Bottom = 22;
    private readonly StringBuilder _svg = new();
    private readonly string _attributes;
    private readonly DateTimeOffset _from;
    private readonly double _length;
    private readonly double _low;
    private readonly double _high;
    private readonly double _height;
    private readonly IReadOnlyList<DateTimeOffset>? _moments;

    /// <summary>A drawing whose time axis has the given moments at equal distances: hours without any take no room.</summary>
    public Plot(string title, IReadOnlyList<DateTimeOffset> moments, double low, double high, double height)
        : this(title, moments[0], moments[^1], low, high, height, percent: false, moments)
    {
    }

    public Plot(string title, DateTimeOffset from, DateTimeOffset to, double low, double high, double height, bool percent = false)
        : this(title, from, to, low, high, height, percent, moments: null)
    {
    }

    private Plot(string title, DateTimeOffset from, DateTimeOffset to, double low, double high, double height, bool percent, IReadOnlyList<DateTimeOffset>? moments)
    {
        _moments = moments;
        (_from, _length) = (from, Math.Max(1.0, (to - from).TotalSeconds));
        (_low, _high) = high > low ? (low, high) : (low - 1.0, high + 1.0);
        _height = height;
        _attributes = string.Create(CultureInfo.InvariantCulture, $"viewBox=\"0 0 {Width:0} {height:0}\" role=\"img\" aria-label=\"{HtmlReport.Text(title)}\"");
        var ticks = Ticks.Between(_low, _high, 5);
        foreach (var value in ticks.Values)
            Add($"<line class=\"grid\" x1=\"{Left:0}\" x2=\"{Width - Right:0}\" y1=\"{Y(value):0.#}\" y2=\"{Y(value):0.#}\"/><text x=\"{Left - 6:0}\" y=\"{Y(value) + 4:0.#}\" text-anchor=\"end\">{ticks.Text(value, percent)}</text>\n");
        var format = to - from < TimeSpan.FromDays(3) ? "MM-dd HH:mm" : "yyyy-MM-dd";
        for (var i = 0; i <= 4; i++)
        {
            var time = moments is null ? from.AddSeconds(_length * i / 4.0) : moments[(int)Math.Round((moments.Count - 1) * i / 4.0, MidpointRounding.ToEven)];
            Add($"<text x=\"{X(time):0.#}\" y=\"{height - 6:0}\" text-anchor=\"{(i == 0 ? "start" : i == 4 ? "end" : "middle")}\">{time.ToString(format, CultureInfo.InvariantCulture)}</text>\n");
        }
    }

    public double X(DateTimeOffset time) => Left + ((Width - Left - Right) * Math.Clamp(_moments is null ? (time - _from).TotalSeconds / _length : Share(_moments, time), 0.0, 1.0));

    // The last moment that is not after it.
    private static double Share(IReadOnlyList<DateTimeOffset> moments, DateTimeOffset time)
    {
        var (low, high) = (0, moments.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = moments[middle] <= time ? (middle, high) : (low, middle - 1);
        }
        return low / (double)Math.Max(1, moments.Count - 1);
    }

    public double Y(double value) => Top + ((_height - Top - Bottom) * (_high - value) / (_high - _low));

    public void Add(FormattableString element) => _svg.Append(element.ToString(CultureInfo.InvariantCulture));

    /// <summary>The drawing within a page that has its style.</summary>
    public string Done() => $"<div class=\"wide\"><svg {_attributes}>\n{_svg}</svg></div>\n";

    /// <summary>The drawing as a file of its own.</summary>
    public string Image(string style) => $"<svg xmlns=\"http://www.w3.org/2000/svg\" {_attributes}>\n<style>{style}</style>\n{_svg}</svg>\n";
}
