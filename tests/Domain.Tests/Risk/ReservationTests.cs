using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;

namespace InvestBot.Domain.Tests.Risk;

public sealed class ReservationTests
{
    private readonly RiskDesk _desk = new();

    public ReservationTests()
    {
        _desk.Round();
        _desk.Keep(_desk.Proposal());
    }

    [Fact]
    public void Keep_Entry_TakesItsMoneyAndPlace()
    {
        var seen = RiskRules.See(_desk.State, _desk.Mark);
        (seen.FreeCash.Amount, seen.Exposure.Amount, seen.OpenPositions, seen.TradesToday, seen.Equity.Amount).ShouldBe((9_000m, 1_000m, 1, 1, 10_000m));
    }

    [Fact]
    public void Round_NotConfirmed_GivesThePlaceUp()
    {
        _desk.Round().ShouldBeEmpty();
        _desk.Now = _desk.Now.AddMinutes(5);
        _desk.Round().ShouldBe([new RiskEvent.Released("a.1.1", Count: true)]);
        (_desk.State.Reservations.Count, _desk.State.TradesToday).ShouldBe((0, 0));
    }

    [Fact]
    public void Round_Confirmed_KeepsThePlace()
    {
        _desk.Apply([new RiskEvent.Confirmed("a.1.1")]);
        _desk.Now = _desk.Now.AddMinutes(5);
        _desk.Round().ShouldBeEmpty();
        _desk.State.Reservations.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(90)]
    [InlineData(110)]
    public void Fill_AllOfIt_GivesThePlaceBackWhateverThePrice(decimal price)
    {
        _desk.Fill("a.1.1", Side.Buy, 4m, price);
        _desk.State.Reservations["a.1.1"].Notional.Amount.ShouldBe(600m);
        _desk.State.Reservations["a.1.1"].Confirmed.ShouldBeTrue();
        RiskRules.See(_desk.State, _desk.Mark).OpenPositions.ShouldBe(1);
        _desk.Fill("a.1.1", Side.Buy, 6m, price);
        _desk.State.Reservations.ShouldBeEmpty();
    }

    [Fact]
    public void Released_RestOfAPartlyFilledEntry_StaysInTheCount()
    {
        _desk.Fill("a.1.1", Side.Buy, 4m, 100m);
        _desk.Apply([new RiskEvent.Released("a.1.1", Count: false)]);
        (_desk.State.Reservations.Count, _desk.State.TradesToday).ShouldBe((0, 1));
    }

    [Fact]
    public void Released_Repeated_ChangesNothing()
    {
        _desk.Apply([new RiskEvent.Released("a.1.1", Count: true)]);
        var before = _desk.State;
        _desk.Apply([new RiskEvent.Released("a.1.1", Count: true), new RiskEvent.Confirmed("a.1.1"), new RiskEvent.Confirmed("b.1.1")]);
        _desk.State.ShouldBeSameAs(before);
    }

    [Fact]
    public void Released_EntryOfTheDayBefore_LeavesTodaysCountAlone()
    {
        _desk.Apply([new RiskEvent.Confirmed("a.1.1")]);
        _desk.Now = _desk.Now.AddDays(1);
        _desk.Round();
        _desk.Keep(_desk.Proposal("a.1.2", "B"));
        _desk.Apply([new RiskEvent.Released("a.1.1", Count: true)]);
        _desk.State.TradesToday.ShouldBe(1);
    }

    [Fact]
    public void Released_ManyEntriesThatNeverFilled_LeaveNothingBehind()
    {
        for (var i = 0; i < 50; i++)
        {
            var id = $"b.1.{i}";
            _desk.Keep(_desk.Proposal(id, $"S{i % 5}"));
            _desk.Apply([new RiskEvent.Confirmed(id), new RiskEvent.Released(id, Count: true)]);
        }
        (_desk.State.Reservations.Count, _desk.State.TradesToday).ShouldBe((1, 1));
    }

    [Fact]
    public void Taken_PlaceLostInACrash_IsKeptAgain()
    {
        var desk = new RiskDesk();
        desk.Round();
        desk.Apply([new RiskEvent.Taken("a.1.1", RiskDesk.Stock("SPY").Id, new(10m), new(1_000m, Domain.Values.Currency.Usd), RiskDesk.Noon)]);
        desk.State.Reservations.ShouldBe(_desk.State.Reservations.SetItem("a.1.1", _desk.State.Reservations["a.1.1"] with { Confirmed = true }));
        desk.State.TradesToday.ShouldBe(1);
    }
}
