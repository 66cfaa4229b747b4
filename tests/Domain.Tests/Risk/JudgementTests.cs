using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Tests.Risk;

public sealed class JudgementTests
{
    private readonly RiskDesk _desk = new();

    [Fact]
    public void Judge_WithinEveryLimit_IsApproved()
    {
        var verdict = _desk.Judge(_desk.Proposal());
        (verdict.Kind, verdict.Quantity.Value, verdict.Requested.Value).ShouldBe((VerdictKind.Approved, 10m, 10m));
        verdict.Findings.ShouldBeEmpty();
        (verdict.Inputs.Equity.Amount, verdict.Inputs.FreeCash.Amount, verdict.Inputs.OpenPositions).ShouldBe((10_000m, 10_000m, 0));
    }

    [Theory]
    [InlineData(SizingMethod.PercentOfEquity, 20)]
    [InlineData(SizingMethod.FixedNotional, 5)]
    [InlineData(SizingMethod.RiskPerTrade, 50)]
    public void Judge_SizingMethod_GivesItsQuantity(SizingMethod method, decimal expected)
    {
        _desk.Settings = RiskDesk.Loose with { Sizing = method, PositionSize = Ratio.Percent(20), FixedNotional = 599m, RiskPerTrade = Ratio.Percent(1) };
        _desk.Judge(_desk.Proposal(stop: 98m)).Quantity.Value.ShouldBe(expected);
    }

    [Fact]
    public void Judge_WantedByAPerson_IsThatOnTheLot() =>
        _desk.Judge(_desk.Proposal(wanted: 7.9m)).Quantity.Value.ShouldBe(7m);

    [Fact]
    public void Judge_Drawdown_ScalesTheSizeDownToHalfAtTheLimit()
    {
        _desk.Settings = RiskDesk.Loose with { Drawdown = Ratio.Percent(20), DailyLoss = Ratio.Percent(90) };
        _desk.Round();
        _desk.Trade("t", 0.01m, quantity: 10m);
        _desk.Judge(_desk.Proposal()).Quantity.Value.ShouldBe(6m);
    }

    [Theory]
    [InlineData("position-notional", 5)]
    [InlineData("free-cash", 8)]
    [InlineData("exposure", 7)]
    [InlineData("volume-share", 3)]
    public void Judge_OneLimitIsSmaller_ReducesToIt(string rule, decimal expected)
    {
        _desk.Settings = rule switch
        {
            "position-notional" => RiskDesk.Loose with { PositionNotional = 599m },
            "free-cash" => RiskDesk.Loose with { FreeCash = Ratio.Percent(91) },
            "exposure" => RiskDesk.Loose with { Exposure = Ratio.Percent(7.5m) },
            _ => RiskDesk.Loose with { VolumeShare = Ratio.Percent(5) },
        };
        var verdict = _desk.Judge(_desk.Proposal(volume: rule == "volume-share" ? 70m : 1000m, costs: rule == "free-cash" ? 0.01m : 0m));
        (verdict.Kind, verdict.Quantity.Value, verdict.Requested.Value).ShouldBe((VerdictKind.Reduced, expected, 10m));
        verdict.Findings.ShouldHaveSingleItem().Rule.ShouldBe(rule);
    }

    [Fact]
    public void Judge_SeveralLimits_TakesTheSmallestAndNamesAll()
    {
        _desk.Settings = RiskDesk.Loose with { PositionNotional = 500m, VolumeShare = Ratio.Percent(1) };
        var verdict = _desk.Judge(_desk.Proposal(volume: 350m));
        verdict.Quantity.Value.ShouldBe(3m);
        verdict.Findings.Select(finding => finding.Rule).ShouldBe(["position-notional", "volume-share"]);
    }

    [Theory]
    [InlineData(50)]
    [InlineData(0)]
    public void Judge_NothingWorthwhileLeft_IsRejected(decimal volume)
    {
        _desk.Settings = RiskDesk.Loose with { VolumeShare = Ratio.Percent(1) };
        var verdict = _desk.Judge(_desk.Proposal(volume: volume));
        (verdict.Kind, verdict.Quantity.IsZero).ShouldBe((VerdictKind.Rejected, true));
        verdict.Findings.Select(finding => finding.Rule).ShouldBe(["volume-share", "minimum-size"]);
    }

    [Fact]
    public void Judge_BelowTheVenuesLeast_IsRejected() =>
        Rules(_desk.Proposal(instrument: RiskDesk.Stock("SPY", least: 1001m))).ShouldBe(["minimum-size"]);

    [Fact]
    public void Judge_StopNotBelowTheEntry_IsRejected() => Rules(_desk.Proposal(stop: 100m)).ShouldBe(["stop-distance"]);

    [Fact]
    public void Judge_TargetNotAboveTheEntry_IsRejected() => Rules(_desk.Proposal(target: 100m)).ShouldBe(["target-distance"]);

    [Fact]
    public void Judge_OtherCurrency_IsRejected() => Rules(_desk.Proposal(instrument: RiskDesk.Stock("SPY", quote: "USDT"))).ShouldBe(["currency"]);

    [Theory]
    [InlineData(2.0, true)]
    [InlineData(2.1, false)]
    public void Judge_RewardForTheRisk_CountsAfterCosts(decimal least, bool passes)
    {
        _desk.Settings = RiskDesk.Loose with { RewardRisk = least };
        Rules(_desk.Proposal(stop: 99m, target: 103.5m, costs: 0.005m)).ShouldBe(passes ? [] : ["reward-risk"]);
    }

    [Fact]
    public void Judge_NoTarget_PassesRewardForTheRisk()
    {
        _desk.Settings = RiskDesk.Loose with { RewardRisk = 5m };
        _desk.Judge(_desk.Proposal(target: null)).Kind.ShouldBe(VerdictKind.Approved);
    }

    [Fact]
    public void Judge_PositionHeldOrKept_IsRejected()
    {
        _desk.Keep(_desk.Proposal());
        Rules(_desk.Proposal("a.1.2")).ShouldBe(["one-position"]);
        _desk.Fill("a.1.1", Side.Buy, 10m, 100m);
        Rules(_desk.Proposal("a.1.2")).ShouldBe(["one-position"]);
    }

    [Fact]
    public void Judge_EveryPlaceTaken_IsRejected()
    {
        _desk.Settings = RiskDesk.Loose with { OpenPositions = 2 };
        _desk.Keep(_desk.Proposal("a.1.1", "A"));
        _desk.Fill("a.1.1", Side.Buy, 5m, 100m, "A");
        _desk.Keep(_desk.Proposal("a.1.2", "B")).Inputs.OpenPositions.ShouldBe(1);
        Rules(_desk.Proposal("a.1.3", "C")).ShouldBe(["open-positions"]);
    }

    [Fact]
    public void Judge_DayUsedUp_IsRejected()
    {
        _desk.Settings = RiskDesk.Loose with { TradesPerDay = 1 };
        _desk.Round();
        _desk.Keep(_desk.Proposal("a.1.1", "A"));
        Rules(_desk.Proposal("a.1.2", "B")).ShouldBe(["trades-per-day"]);
        _desk.Now = _desk.Now.AddDays(1);
        _desk.Round();
        Rules(_desk.Proposal("a.1.2", "B")).ShouldBeEmpty();
    }

    [Fact]
    public void Judge_AfterALoss_WaitsForTheCooldown()
    {
        _desk.Settings = RiskDesk.Loose with { CooldownAfterLoss = TimeSpan.FromMinutes(15) };
        _desk.Trade("t", 99m, "A");
        Rules(_desk.Proposal(symbol: "A")).ShouldBe(["cooldown"]);
        Rules(_desk.Proposal(symbol: "B")).ShouldBeEmpty();
        _desk.Now = _desk.Now.AddMinutes(15);
        Rules(_desk.Proposal(symbol: "A")).ShouldBeEmpty();
    }

    [Fact]
    public void Judge_Halted_NamesTheBreaker()
    {
        _desk.Apply([new RiskEvent.Halted(new Halt("drawdown", "fell", RiskDesk.Noon, ResumeRule.Person))]);
        Rules(_desk.Proposal()).ShouldBe(["drawdown"]);
    }

    [Fact]
    public void Judge_LimitsReachedButNoBreakerYet_IsRejectedAnyway()
    {
        _desk.Settings = RiskDesk.Loose with { DailyLoss = Ratio.Percent(5), Drawdown = Ratio.Percent(4), ConsecutiveLosses = 1 };
        _desk.Trade("t", 40m);
        _desk.Apply([new RiskEvent.Resumed("consecutive-losses", "test", _desk.State.Equity)]);
        _desk.Trade("u", 40m);
        _desk.Apply([new RiskEvent.Resumed("other", "test", _desk.State.Equity)]);
        Rules(_desk.Proposal()).ShouldBe(["daily-loss", "drawdown", "consecutive-losses"]);
    }

    [Fact]
    public void Judge_SameIdAgain_IsTheFirstAnswer()
    {
        var first = _desk.Keep(_desk.Proposal());
        _desk.Settings = RiskDesk.Loose with { PositionSize = Ratio.Percent(1), TradesPerDay = 1 };
        (_desk.Keep(_desk.Proposal()).Quantity, _desk.State.TradesToday, _desk.State.Reservations.Count).ShouldBe((first.Quantity, 1, 1));
        _desk.Fill("a.1.1", Side.Buy, 10m, 100m);
        _desk.Keep(_desk.Proposal()).Quantity.ShouldBe(first.Quantity);
        (_desk.State.TradesToday, _desk.State.Reservations.Count).ShouldBe((1, 0));
    }

    [Fact]
    public void Judge_Rejected_KeepsNoPlace()
    {
        _desk.Keep(_desk.Proposal(stop: 101m)).Kind.ShouldBe(VerdictKind.Rejected);
        (_desk.State.TradesToday, _desk.State.Reservations.Count).ShouldBe((0, 0));
    }

    [Fact]
    public void Judge_OtherCulture_WritesTheSameWords()
    {
        _desk.Settings = RiskDesk.Loose with { PositionNotional = 599.5m, RewardRisk = 2.5m, CooldownAfterLoss = TimeSpan.FromMinutes(15) };
        var before = Words();
        using var german = new InCulture("de-DE");
        Words().ShouldBe(before);

        string[] Words() => [.. new[] { _desk.Proposal(), _desk.Proposal(target: 100.5m), _desk.Proposal(instrument: RiskDesk.Stock("SPY", lot: 0.001m, least: 5000.5m)) }
            .SelectMany(proposal => _desk.Judge(proposal).Findings).Select(finding => finding.ToString())];
    }

    private IEnumerable<string> Rules(EntryProposal proposal)
    {
        var verdict = _desk.Judge(proposal);
        verdict.Kind.ShouldBe(verdict.Findings.IsEmpty ? VerdictKind.Approved : VerdictKind.Rejected);
        verdict.Quantity.IsZero.ShouldBe(verdict.Kind == VerdictKind.Rejected);
        return verdict.Findings.Select(finding => finding.Rule);
    }
}
