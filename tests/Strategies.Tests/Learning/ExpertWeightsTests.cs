namespace InvestBot.Strategies.Learning;

public sealed class ExpertWeightsTests
{
    private static ExpertWeights Run(int rounds, int seed, Func<int, (double Good, double Bad)> chances, ExpertWeights? start = null)
    {
        var random = new Random(seed);
        var weights = start ?? ExpertWeights.Equal;
        for (var i = 0; i < rounds; i++)
        {
            var (good, bad) = chances(i);
            weights = weights.After(["good"], random.NextDouble() < good ? 1 : -1, 0.1, 0.1);
            weights = weights.After(["bad"], random.NextDouble() < bad ? 1 : -1, 0.1, 0.1);
            weights = weights.After(["even"], random.NextDouble() < 0.5 ? 1 : -1, 0.1, 0.1);
        }
        return weights;
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Weights_OfKnownTruth_FindTheBetterExpert(int seed)
    {
        // Each wins as often as is said, by as much as it loses; 800 outcomes each.
        var weights = Run(800, seed, _ => (0.62, 0.38));

        weights.Of("good").ShouldBeGreaterThan(2.0);
        weights.Of("bad").ShouldBeLessThan(0.3);
        weights.Of("good").ShouldBeGreaterThan(weights.Of("even"));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Weights_WhenTheTruthChanges_FollowIt(int seed)
    {
        var before = Run(600, seed, _ => (0.65, 0.35));
        var after = Run(600, seed + 100, _ => (0.35, 0.65), before);

        before.Of("good").ShouldBeGreaterThan(before.Of("bad"));
        after.Of("bad").ShouldBeGreaterThan(2 * after.Of("good"));
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public void Gain_OfWeightedExperts_KeepsTheBoundOnRegret(double rate)
    {
        // Arora, Hazan and Kale, theorem 2.1, with gains: sum p·g >= sum g_i - rate · sum |g_i| - ln n / rate, whatever the gains.
        string[] experts = ["a", "b", "c", "d"];
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var weights = ExpertWeights.Equal;
            var (earned, gains, sizes) = (0.0, new double[4], new double[4]);
            for (var round = 0; round < 400; round++)
            {
                double[] drawn = [.. experts.Select((_, i) => Math.Clamp(Math.Sin(round / (10.0 + (7 * i) + seed)) + random.NextDouble() - 0.5, -1, 1))];
                var all = experts.Sum(weights.Of);
                for (var i = 0; i < 4; i++)
                {
                    earned += weights.Of(experts[i]) / all * drawn[i];
                    (gains[i], sizes[i]) = (gains[i] + drawn[i], sizes[i] + Math.Abs(drawn[i]));
                }
                for (var i = 0; i < 4; i++) weights = weights.After([experts[i]], drawn[i], rate, 1e-12);
            }

            for (var i = 0; i < 4; i++) earned.ShouldBeGreaterThanOrEqualTo(gains[i] - (rate * sizes[i]) - (Math.Log(4) / rate));
        }
    }

    [Fact]
    public void Weights_OfAnyOutcomes_HaveMeanOneAndKeepTheFloor()
    {
        var random = new Random(3);
        var weights = ExpertWeights.Equal;
        string[] names = ["a", "b", "c", "d"];
        for (var i = 0; i < 3000; i++)
        {
            weights = weights.After(names.Where(_ => random.Next(3) == 0), (2 * random.NextDouble()) - 1, 0.5, 0.2);
            if (weights.ByExpert.Count > 1) weights.ByExpert.Values.Average().ShouldBe(1.0, 1e-9);
            weights.ByExpert.Values.ShouldAllBe(weight => weight >= 0.2 - 1e-12 && weight <= 5.0);
        }
    }

    [Fact]
    public void Weight_OfASingleExpert_StaysWithinTheFloorAndItsInverse()
    {
        var (up, down) = (ExpertWeights.Equal, ExpertWeights.Equal);
        for (var i = 0; i < 200; i++) (up, down) = (up.After(["a"], 1, 0.1, 0.1), down.After(["a"], -1, 0.1, 0.1));

        up.Of("a").ShouldBe(10.0);
        down.Of("a").ShouldBe(0.1);
        down.Of("another").ShouldBe(1.0);
    }
}
