using FsCheck;
using FsCheck.Fluent;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Risk;

public sealed class SizingPropertyTests
{
    private static Gen<Ratio> Share { get; } = Gen.Choose(1, 100).Select(percent => Ratio.Percent(percent));

    private static Gen<RiskSettings> Limits { get; } =
        from sizing in Gen.Elements(Enum.GetValues<SizingMethod>())
        from size in Share
        from notional in Gen.Choose(1, 1_000_000)
        from risk in Gen.Choose(1, 5)
        from most in Gen.Choose(0, 50_000)
        from exposure in Share
        from free in Gen.Choose(0, 99)
        from volume in Share
        from kelly in Share
        from weight in Gen.Choose(0, 100)
        from loss in Gen.Choose(0, 100)
        select RiskDesk.Loose with
        {
            Sizing = sizing, PositionSize = size, FixedNotional = notional, RiskPerTrade = Ratio.Percent(risk), PositionNotional = most == 0 ? null : most,
            Exposure = exposure, FreeCash = Ratio.Percent(free), VolumeShare = volume, KellyFraction = kelly, KellyCap = Ratio.Percent(risk),
            ConfidenceWeight = Ratio.Percent(weight), LossPerTrade = loss == 0 ? null : Ratio.Percent(loss / 10m),
        };

    private static Gen<RealizedEdge> Edges { get; } =
        from wins in Gen.Choose(0, 60)
        from losses in Gen.Choose(0, 60)
        from win in Gen.Choose(1, 500)
        from loss in Gen.Choose(1, 500)
        select new RealizedEdge(wins, losses, Ratio.BasisPoints(wins * win), Ratio.BasisPoints(losses * loss));

    private static Gen<Case> Cases { get; } =
        from settings in Limits
        from capital in Gen.Choose(1, 1_000_000_000)
        from price in Numbers.Positive.Where(price => price < 1_000_000m)
        from lot in Numbers.Step
        from stop in Gen.Choose(1, 999)
        from volume in Gen.Choose(0, int.MaxValue)
        from confidence in Gen.Choose(0, 1000)
        from fallen in Gen.Choose(0, 60)
        from edge in Edges
        where stop > 0
        select new Case(settings, capital, price, lot, price * stop / 1000m, volume * 1000m, new Ratio(confidence / 1000m), Ratio.Percent(fallen), edge);

    [Fact]
    public void Judge_AnyInputs_IsNeverAboveALimit() =>
        Seeded.ForAll(Cases, x =>
        {
            var verdict = Judge(x);
            // Beyond 18 decimals no amount is kept.
            var (quantity, notional) = (verdict.Quantity.Value, decimal.Round(verdict.Quantity.Value * x.Price, 18, MidpointRounding.ToZero));
            quantity.ShouldBeGreaterThanOrEqualTo(0m);
            quantity.ShouldBeLessThanOrEqualTo(verdict.Requested.Value);
            (quantity % x.Lot).ShouldBe(0m);
            notional.ShouldBeLessThanOrEqualTo(x.Capital * x.Settings.Exposure.Value);
            notional.ShouldBeLessThanOrEqualTo(x.Capital * (1m - x.Settings.FreeCash.Value));
            notional.ShouldBeLessThanOrEqualTo(x.Settings.PositionNotional ?? decimal.MaxValue);
            quantity.ShouldBeLessThanOrEqualTo(x.Volume * x.Settings.VolumeShare.Value);
            if (x.Settings.LossPerTrade is { } loss) (quantity * (x.Price - x.Stop)).ShouldBeLessThanOrEqualTo(x.Capital * loss.Value);
            (verdict.Kind == VerdictKind.Rejected).ShouldBe(quantity == 0m);
            (verdict.Kind == VerdictKind.Reduced).ShouldBe(quantity > 0m && quantity < verdict.Requested.Value);
        }, 600);

    [Fact]
    public void Judge_MoreMoneyOrVolume_NeverGivesLess() =>
        Seeded.ForAll(Cases, x =>
        {
            var quantity = Judge(x).Quantity;
            Judge(x with { Capital = x.Capital * 1.5m }).Quantity.ShouldBeGreaterThanOrEqualTo(quantity);
            Judge(x with { Volume = (x.Volume * 2m) + 1m }).Quantity.ShouldBeGreaterThanOrEqualTo(quantity);
        }, 600);

    [Fact]
    public void Judge_MoreConfidence_NeverGivesLess() =>
        Seeded.ForAll(Cases, x => Judge(x with { Confidence = new Ratio((x.Confidence.Value + 1m) / 2m) }).Quantity.ShouldBeGreaterThanOrEqualTo(Judge(x).Quantity), 600);

    [Fact]
    public void Judge_AStopFurtherAway_NeverGivesMore() =>
        Seeded.ForAll(Cases, x => Judge(x with { Stop = x.Stop / 2m }).Quantity.ShouldBeLessThanOrEqualTo(Judge(x).Quantity), 600);

    [Fact]
    public void Judge_ADeeperDrawdown_NeverGivesMore() =>
        Seeded.ForAll(Cases, x => Judge(x with { Fallen = new Ratio((x.Fallen.Value + 0.9m) / 2m) }).Quantity.ShouldBeLessThanOrEqualTo(Judge(x).Quantity), 600);

    [Fact]
    public void Judge_EveryMethodAtHalfTheDrawdownLimit_WantsThreeQuarters()
    {
        foreach (var method in Enum.GetValues<SizingMethod>())
        {
            var x = new Case(RiskDesk.Loose with { Sizing = method }, 1_000_000m, 100m, 0.0001m, 99m, 1e12m, Ratio.One, Ratio.Zero, RealizedEdge.None);
            var (whole, scaled) = (Judge(x).Requested.Value, Judge(x with { Fallen = Ratio.Percent(50) }).Requested.Value);
            scaled.ShouldBe(whole * 0.75m, 0.001m, method.ToString());
        }
    }

    [Fact]
    public void For_AnySignal_PutsStopAndTargetOnTicks() =>
        Seeded.ForAll(from price in Numbers.Positive.Where(price => price < 1_000_000m) from tick in Numbers.Step from percent in Gen.Choose(1, 99) select (price, tick, percent), x =>
        {
            var instrument = RiskDesk.Stock("X", tick: x.tick);
            var signal = new Signal(instrument.Id, RiskDesk.Noon, Side.Buy, 1, new Price(x.price), new Price(x.price), null, null, "strategy.test", [], []);
            var plan = ExitPlan.For(signal, new ExitSettings { Stop = Ratio.Percent(x.percent), Target = Ratio.Percent(x.percent) }, instrument);
            ((plan.Stop.Value % x.tick), (plan.Target!.Value.Value % x.tick)).ShouldBe((0m, 0m));
        });

    [Theory]
    [InlineData(SizingMethod.PercentOfEquity)]
    [InlineData(SizingMethod.FixedNotional)]
    [InlineData(SizingMethod.RiskPerTrade)]
    public void Judge_TheSmallestPrice_DoesNotOverflow(SizingMethod method)
    {
        var desk = new RiskDesk(RiskDesk.Loose with { Sizing = method, FixedNotional = 1_000_000_000m }, 1_000_000_000m);
        var instrument = RiskDesk.Stock("MOON", lot: 1m, tick: 1e-18m);
        var verdict = desk.Judge(desk.Proposal(entry: 2e-18m, stop: 1e-18m, target: 1e-17m, volume: 1e20m, instrument: instrument));
        verdict.Kind.ShouldNotBe(VerdictKind.Rejected);
        verdict.Quantity.Value.ShouldBeLessThanOrEqualTo(1e18m);
    }

    private static RiskVerdict Judge(Case x)
    {
        var desk = new RiskDesk(x.Settings, x.Capital);
        var proposal = desk.Proposal(entry: x.Price, stop: x.Stop, target: null, volume: x.Volume, instrument: RiskDesk.Stock("X", x.Lot, least: 0m, tick: 1e-18m)) with { Confidence = x.Confidence };
        // The fall comes from a higher peak, so that what cash allows stays the same.
        var state = desk.State with { Edge = x.Edge, Peak = new Money(x.Capital / (1m - x.Fallen.Value), Currency.Usd) };
        return RiskRules.Judge(state, proposal, x.Settings with { Drawdown = Ratio.One }, desk.Mark);
    }

    private sealed record Case(RiskSettings Settings, decimal Capital, decimal Price, decimal Lot, decimal Stop, decimal Volume, Ratio Confidence, Ratio Fallen, RealizedEdge Edge);
}
