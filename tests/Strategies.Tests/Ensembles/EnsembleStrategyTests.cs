using InvestBot.Domain.Signals;
using InvestBot.Strategies.Signals;
using InvestBot.Strategies.Tests;

namespace InvestBot.Strategies.Ensembles;

public sealed class EnsembleStrategyTests
{
    private const string Id = "strategy.ensemble";

    private static readonly string[] Experts = ["sma-breakout", "mean-reversion", "momentum"];

    private static List<Signal> Signals(string id, int seed)
    {
        var desk = Series.Desk(id);
        return [.. Series.Walk(seed, 6000).Select(bar => desk.OnBar(in bar, holds: false).Signal).OfType<Signal>()];
    }

    [Theory]
    [InlineData(3)]
    [InlineData(7)]
    public void Signals_OfAWalk_CarryTheVotesOfAllExpertsThatFire(int seed)
    {
        var own = Experts.ToDictionary(expert => expert, expert => Signals($"strategy.{expert}", seed).ToDictionary(signal => signal.At));
        var signals = Signals(Id, seed);
        // The ensemble is warm later than its experts.
        var times = own.Values.SelectMany(signals => signals.Keys).Where(at => at >= signals[0].At).ToHashSet();

        signals.Select(signal => signal.At).ToHashSet().ShouldBe(times, ignoreOrder: true);
        foreach (var signal in signals)
        {
            var votes = Experts.Where(expert => own[expert].ContainsKey(signal.At)).Select(expert => new Vote(expert, own[expert][signal.At].Confidence)).ToArray();
            Vote.Of(signal).ShouldBe(votes);
            signal.Confidence.ShouldBe(votes.Average(vote => vote.Confidence), 1e-12);
        }
    }

    [Fact]
    public void Signals_OfAWalk_HaveTheSameBracketWhoeverVotes()
    {
        foreach (var signal in Signals(Id, 20))
        {
            var range = signal.Features.Single(feature => feature.Name == "atr").Value;
            (signal.Entry - signal.Stop).Value.ShouldBe((decimal)(2 * range), 0.011m);
            (signal.Target!.Value - signal.Entry).Value.ShouldBe((decimal)(3 * range), 0.011m);
            signal.TimeStop.ShouldBe(TimeSpan.FromHours(4));
        }
    }

    [Fact]
    public void Votes_OfAnotherStrategy_AreItsOwnAlone() =>
        Vote.Of(Signals("strategy.momentum", 3)[0]).ShouldHaveSingleItem().Expert.ShouldBe("momentum");
}
