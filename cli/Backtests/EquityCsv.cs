using System.Globalization;
using InvestBot.Domain.Trades;

namespace InvestBot.Cli.Backtests;

/// <summary>An equity curve as CSV; amounts exact.</summary>
internal static class EquityCsv
{
    public const string Header = "time,equity,cash";

    public static void Write(string path, IEnumerable<EquityPoint> points) => File.WriteAllLines(path, points.Select(Line).Prepend(Header));

    private static string Line(EquityPoint point) => string.Create(
        CultureInfo.InvariantCulture, $"{point.At:yyyy-MM-ddTHH:mm:ssZ},{point.Equity:0.##################},{point.Cash:0.##################}");
}
