using InvestBot.Domain.Markets;
using InvestBot.Feeds.Validation;

namespace InvestBot.Feeds.Tests.Validation;

public sealed class BarValidatorTests
{
    private static readonly DateTimeOffset Start = new(2024, 1, 8, 14, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Check_GoodBars_AreAccepted()
    {
        var validator = New();
        Send(validator, 0).IsAccepted.ShouldBeTrue();
        var verdict = Send(validator, 5);
        verdict.Bar!.Value.Close.Value.ShouldBe(100m);
        verdict.MissingBefore.ShouldBe(0);
        validator.LastOpenTime.ShouldBe(Start.AddMinutes(5));
    }

    [Theory]
    [InlineData(0, 100, 100, 100, 100, 1, BarFault.Duplicate)]
    [InlineData(-5, 100, 100, 100, 100, 1, BarFault.OutOfOrder)]
    [InlineData(5, 0, 100, 100, 100, 1, BarFault.NotPositive)]
    [InlineData(5, 100, 100, -1, 100, 1, BarFault.NotPositive)]
    [InlineData(5, 100, 100, 100, 100, -1, BarFault.NotPositive)]
    [InlineData(5, 100, 99, 101, 100, 1, BarFault.HighBelowLow)]
    [InlineData(5, 100, 101, 99, 102, 1, BarFault.HighBelowLow)]
    [InlineData(7, 100, 101, 99, 100, 1, BarFault.OffGrid)]
    public void Check_FaultyBar_IsRefusedAndChangesNothing(
        int minutes, int open, int high, int low, int close, int volume, BarFault fault)
    {
        var validator = New();
        Send(validator, 0);

        var time = Start.AddMinutes(minutes);
        var verdict = validator.Check(new CandidateBar(time, open, high, low, close, volume), time.AddHours(1));

        verdict.Fault.ShouldBe(fault);
        verdict.Bar.ShouldBeNull();
        verdict.Detail.ShouldNotBeEmpty();
        validator.LastOpenTime.ShouldBe(Start);
    }

    [Fact]
    public void Check_BarThatIsNotOver_IsUnfinished() =>
        New().Check(Flat(0, 100m), Start.AddMinutes(4)).Fault.ShouldBe(BarFault.Unfinished);

    [Fact]
    public void Check_OldBar_IsStaleWhereAgeCounts()
    {
        var options = new BarValidationOptions { StaleAfter = TimeSpan.FromMinutes(1) };
        var validator = new BarValidator(Timeframe.FiveMinutes, TradingCalendar.AlwaysOpen, options);
        validator.Check(Flat(0, 100m), Start.AddMinutes(7)).Fault.ShouldBe(BarFault.Stale);
        validator.Check(Flat(0, 100m), Start.AddMinutes(6)).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void Check_Gap_CountsMissingBars()
    {
        var validator = New();
        Send(validator, 0);
        Send(validator, 20).MissingBefore.ShouldBe(3);
    }

    [Fact]
    public void Check_NightOfTheExchange_IsNoGap()
    {
        var validator = new BarValidator(Timeframe.FiveMinutes, TradingCalendar.Nyse, new BarValidationOptions());
        Send(validator, 0);
        Send(validator, 24 * 60).MissingBefore.ShouldBe(0);
        Send(validator, (24 * 60) + 15).MissingBefore.ShouldBe(2);
    }

    [Fact]
    public void Check_LoneSpike_IsRefusedAndTheNextBarIsNot()
    {
        var validator = Warm();
        Send(validator, 500, 200m).Fault.ShouldBe(BarFault.Outlier);
        Send(validator, 505, 100m).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void Check_RealJump_CostsOneBar()
    {
        var validator = Warm();
        Send(validator, 500, 200m).Fault.ShouldBe(BarFault.Outlier);
        var confirmed = Send(validator, 505, 201m);
        confirmed.IsAccepted.ShouldBeTrue();
        confirmed.MissingBefore.ShouldBe(1);
        Send(validator, 510, 200m).IsAccepted.ShouldBeTrue();
    }

    [Fact]
    public void Check_WickFarAway_IsOutlier() =>
        Warm().Check(
            new CandidateBar(Start.AddMinutes(500), 100m, 180m, 100m, 100m, 1m), Start.AddMinutes(505))
            .Fault.ShouldBe(BarFault.Outlier);

    [Fact]
    public void Check_SmallMoveInAFlatMarket_IsNoOutlier() => Send(Warm(), 500, 105m).IsAccepted.ShouldBeTrue();

    private static BarValidator New() => new(Timeframe.FiveMinutes, TradingCalendar.AlwaysOpen, new BarValidationOptions());

    private static BarValidator Warm()
    {
        var validator = New();
        for (var bar = 0; bar < 100; bar++)
            Send(validator, bar * 5, 100m + (bar % 2 * 0.1m)).IsAccepted.ShouldBeTrue();
        return validator;
    }

    private static BarVerdict Send(BarValidator validator, int minutes, decimal price = 100m) =>
        validator.Check(Flat(minutes, price), Start.AddMinutes(minutes + 5));

    private static CandidateBar Flat(int minutes, decimal price) =>
        new(Start.AddMinutes(minutes), price, price, price, price, 1m);
}
