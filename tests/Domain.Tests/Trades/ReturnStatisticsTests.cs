using System.Globalization;
using InvestBot.Domain.Trades;

namespace InvestBot.Domain.Tests.Trades;

public sealed class ReturnStatisticsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "testdata", "empyrical");

    private static readonly Dictionary<string, double[]> Series = File.ReadLines(Path.Combine(Folder, "series.csv")).Select(line => line.Split(','))
        .ToDictionary(cells => cells[0], cells => cells[1..].Select(Number).ToArray());

    public static TheoryData<string, double, string, string> Published()
    {
        var data = new TheoryData<string, double, string, string>();
        foreach (var cells in File.ReadLines(Path.Combine(Folder, "expected.csv")).Skip(1).Select(line => line.Split(','))) data.Add(cells[0], Number(cells[1]), cells[2], cells[3]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Of_PublishedSeries_AgreesToEightDecimals(string series, double periods, string figure, string expected)
    {
        var found = ReturnStatistics.Of(Series[series], periods);
        var value = figure switch
        {
            "sharpe" => found.Sharpe,
            "sortino" => found.Sortino,
            "volatility" => found.Volatility,
            "annual-return" => found.AnnualReturn,
            "calmar" => found.Calmar,
            "max-drawdown" => found.MaxDrawdown,
            _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "No such figure."),
        };
        if (expected == "none") value.ShouldBeNull();
        else value.ShouldNotBeNull().ShouldBe(Number(expected), 1e-8);
    }

    [Theory]
    [InlineData("negative")]
    [InlineData("all-negative")]
    public void Of_NothingButLosses_FallsByAllThatWasLost(string series) =>
        ReturnStatistics.Of(Series[series], 252).MaxDrawdown.ShouldBe(1 - Series[series].Aggregate(1.0, (grown, value) => grown * (1 + value)), 1e-12);

    [Fact]
    public void Of_EverythingLost_IsMinusOneAYear() => ReturnStatistics.Of([0.1, -1.0], 252).AnnualReturn.ShouldBe(-1);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
