namespace InvestBot.Backtest.Search;

public sealed class SearcherTests
{
    private static readonly SearchRange[] Plane = [new("x", -5, 5, null), new("y", -5, 5, null)];

    [Fact]
    public void Grid_OfTwoRanges_IsEveryCombinationOnce()
    {
        SearchRange[] ranges = [new("a", 1, 3, 1), new("b", 0, 1, 0.5)];
        var grid = new GridSearcher(ranges);
        var points = Points(grid, 100);

        points.Count.ShouldBe(9);
        GridSearcher.Size(ranges).ShouldBe(9);
        points.Select(point => $"{point[0]} {point[1]}").ShouldBeUnique();
        points[1].ShouldBe([1, 0.5]);
    }

    [Fact]
    public void Random_WithSteps_StaysOnThem()
    {
        var points = Points(new RandomSearcher([new SearchRange("a", 10, 20, 5)], 1), 50);

        points.Select(point => point[0]).Distinct().Order().ShouldBe([10, 15, 20]);
    }

    [Fact]
    public void TreeParzen_WithTheSameSeed_AsksTheSame() =>
        Best(new TreeParzenSearcher(Plane, 7), 60).ShouldBe(Best(new TreeParzenSearcher(Plane, 7), 60));

    // A smooth hill whose top is at (2, -3): over twenty seeds the estimator comes nearer than chance does.
    [Fact]
    public void TreeParzen_OnAHill_IsBetterThanRandom()
    {
        var seeds = Enumerable.Range(1, 20).ToList();
        var guided = seeds.Average(seed => Best(new TreeParzenSearcher(Plane, seed), 80));
        var blind = seeds.Average(seed => Best(new RandomSearcher(Plane, seed), 80));

        guided.ShouldBeGreaterThan(blind / 2.0);
    }

    [Fact]
    public void TreeParzen_WithSteps_StaysOnThem() =>
        Played(new TreeParzenSearcher([new SearchRange("a", 10, 20, 5)], 3), 60, point => point[0]).Select(point => point[0]).ShouldAllBe(value => value % 5 == 0 && value >= 10 && value <= 20);

    [Theory]
    [InlineData("rsi-below=20:40:5", "rsi-below", 20, 40, 5)]
    [InlineData("exits.stop=0.5%:3%:0.5%", "exits.stop", 0.5, 3, 6)]
    [InlineData("volume-above=3", "volume-above", 3, 3, 1)]
    public void Range_AsItIsWritten_IsRead(string text, string name, double low, double high, int count)
    {
        var range = SearchRange.TryParse(text).ShouldNotBeNull();

        (range.Name, range.Low, range.High, range.Count).ShouldBe((name, low, high, count));
    }

    [Theory]
    [InlineData("rsi-below")]
    [InlineData("rsi-below=40:20")]
    [InlineData("rsi-below=a:b")]
    [InlineData("rsi-below=1:2:0")]
    [InlineData("=1:2")]
    public void Range_OfAnotherForm_IsRefused(string text) => SearchRange.TryParse(text).ShouldBeNull();

    [Fact]
    public void Range_Text_HasItsSuffixAndNoExponent() => new SearchRange("exits.stop", 0, 1, null, "%").Text(0.0000123456).ShouldBe("0.0000123456%");

    private static double Hill(double[] point) => -(((point[0] - 2) * (point[0] - 2)) + ((point[1] + 3) * (point[1] + 3)));

    private static double Best(ISearcher searcher, int trials) => Played(searcher, trials, Hill).Max(Hill);

    private static List<double[]> Played(ISearcher searcher, int trials, Func<double[], double> score)
    {
        var points = new List<double[]>();
        while (points.Count < trials && searcher.Ask() is { } point)
        {
            points.Add(point);
            searcher.Tell(point, score(point));
        }
        return points;
    }

    private static List<double[]> Points(ISearcher searcher, int most) => Played(searcher, most, _ => 0.0);
}
