using System.Globalization;
using InvestBot.Domain.Trades;

namespace InvestBot.Domain.Tests.Trades;

public sealed class BenchmarkStatisticsTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "testdata", "empyrical");

    private static readonly Dictionary<string, double[]> Series = File.ReadLines(Path.Combine(Folder, "series.csv")).Select(line => line.Split(','))
        .ToDictionary(cells => cells[0], cells => cells[1..].Select(Number).ToArray());

    public static TheoryData<string, string, double, string, string> Published()
    {
        var data = new TheoryData<string, string, double, string, string>();
        foreach (var cells in File.ReadLines(Path.Combine(Folder, "benchmarks.csv")).Skip(1).Select(line => line.Split(','))) data.Add(cells[0], cells[1], Number(cells[2]), cells[3], cells[4]);
        return data;
    }

    [Theory]
    [MemberData(nameof(Published))]
    public void Of_PublishedSeries_AgreesToEightDecimals(string series, string benchmark, double periods, string figure, string expected)
    {
        var found = BenchmarkStatistics.Of(Series[series], Series[benchmark], periods);
        var value = figure switch
        {
            "alpha" => found.Alpha,
            "beta" => found.Beta,
            "information" => found.InformationRatio,
            _ => throw new ArgumentOutOfRangeException(nameof(figure), figure, "No such figure."),
        };
        if (expected == "none") value.ShouldBeNull();
        else value.ShouldNotBeNull().ShouldBe(Number(expected), 1e-8);
    }

    [Theory]
    [InlineData("mixed", 1.0)]
    [InlineData("mixed-inverse", -1.0)]
    public void Correlation_WithItself_IsOneBySign(string other, double expected) =>
        BenchmarkStatistics.Of(Series["mixed"], Series[other], 252).Correlation.ShouldNotBeNull().ShouldBe(expected, 1e-12);

    [Fact]
    public void Of_SeriesOfOtherLengths_IsRefused() =>
        Should.Throw<ArgumentException>(() => BenchmarkStatistics.Of([0.1, 0.2], [0.1], 252)).Message.ShouldContain("There are 2 returns and 1");

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
