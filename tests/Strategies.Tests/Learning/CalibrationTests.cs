namespace InvestBot.Strategies.Learning;

public sealed class CalibrationTests
{
    private const double Strength = 20;

    public static TheoryData<int, string> Truths => new MatrixTheoryData<int, string>([1, 2, 3, 4, 5], ["too sure", "turned round", "no relation"]);

    // What a raw confidence is really worth, per bin: learning must find it, whatever the raw number claims.
    private static double Truth(string kind, double raw)
    {
        var middle = (Calibration.BinOf(raw) + 0.5) / 10.0;
        return kind switch { "too sure" => 0.25 + (0.4 * middle), "turned round" => 0.8 - (0.6 * middle), _ => 0.42 };
    }

    [Theory]
    [MemberData(nameof(Truths))]
    public void Confidence_OfKnownTruth_MatchesWhatHappensWithinSamplingError(int seed, string kind)
    {
        var random = new Random(seed);
        var calibration = Calibration.Empty;
        for (var i = 0; i < 20_000; i++)
        {
            var raw = random.NextDouble();
            calibration = calibration.After(raw, random.NextDouble() < Truth(kind, raw));
        }

        // New draws of the same truth: their frequency in each bin, against what was said.
        var (won, all, said) = (new int[10], new int[10], new double[10]);
        for (var i = 0; i < 20_000; i++)
        {
            var raw = random.NextDouble();
            var bin = Calibration.BinOf(raw);
            all[bin]++;
            said[bin] = calibration.Of(raw, Strength);
            if (random.NextDouble() < Truth(kind, raw)) won[bin]++;
        }
        for (var bin = 0; bin < 10; bin++)
        {
            // Four standard errors of both samples, and what shrinking to the base rate moves at most.
            var p = Truth(kind, (bin + 0.5) / 10.0);
            var error = 4 * Math.Sqrt(p * (1 - p) * ((1.0 / all[bin]) + (1.0 / calibration.Bins[bin].All)));
            said[bin].ShouldBe(won[bin] / (double)all[bin], error + (Strength / calibration.Bins[bin].All));
        }
    }

    [Fact]
    public void Confidence_WithoutOutcomes_IsOneHalf()
    {
        Calibration.Empty.Of(0.93, Strength).ShouldBe(0.5);
        Calibration.Empty.DeviationOf(0.93, Strength).ShouldBe(Math.Sqrt(0.25 / 21), 1e-12);
    }

    [Fact]
    public void Confidence_OfABinWithFewOutcomes_IsShrunkToTheBaseRate()
    {
        var calibration = Calibration.Empty;
        for (var i = 0; i < 980; i++) calibration = calibration.After(0.55, i % 10 < 3);
        calibration = calibration.After(0.95, won: true);

        // By hand: base (295 + 10) / (981 + 20); bin (1 + 20 b) / 21.
        var rate = 305.0 / 1001.0;
        calibration.BaseRate(Strength).ShouldBe(rate, 1e-12);
        calibration.Of(0.95, Strength).ShouldBe((1 + (20 * rate)) / 21, 1e-12);
        calibration.Of(0.55, Strength).ShouldBe((294 + (20 * rate)) / 1000, 1e-12);
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(0.0999, 0)]
    [InlineData(0.1, 1)]
    [InlineData(0.999, 9)]
    [InlineData(1.0, 9)]
    public void BinOf_ARawConfidence_IsItsTenth(double raw, int bin) => Calibration.BinOf(raw).ShouldBe(bin);
}
