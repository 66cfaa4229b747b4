using InvestBot.Domain.Venues;
using static InvestBot.Domain.Tests.Paper.PaperVenue;

namespace InvestBot.Domain.Tests.Paper;

public sealed class PaperDeskTests
{
    private readonly PaperVenue _venue = new(Free);

    [Fact]
    public void Submit_Repeated_IsTakenOnce()
    {
        _venue.Enter();
        _venue.Enter();
        _venue.Account.Orders.Count.ShouldBe(3);
        _venue.Bar(10m, 10m, 10m, 10m);
        _venue.Held.ShouldBe(100m);
        _venue.Enter();
        _venue.Bar(10m, 10m, 10m, 10m);
        _venue.Held.ShouldBe(100m);
    }

    [Fact]
    public void Submit_RepeatedAfterItsEnd_IsPassedOver()
    {
        _venue.Enter();
        _venue.Cancel("e");
        _venue.Enter().ShouldBeEmpty();
        _venue.Account.Orders.ShouldBeEmpty();
        _venue.Account.Knows(new Domain.Identity.ClientOrderId("e")).ShouldBeTrue();
    }

    [Fact]
    public void Submit_NothingToSell_IsRejectedForGood()
    {
        _venue.Exit(100m).Single().ShouldBeOfType<VenueEvent.Rejected>();
        _venue.Holding();
        _venue.Exit(100m).ShouldBeEmpty();
        _venue.Account.Orders.Count.ShouldBe(2);
    }

    [Fact]
    public void Submit_ZeroQuantity_IsRejected() =>
        _venue.Enter(0m).Single().ShouldBeOfType<VenueEvent.Rejected>();

    [Fact]
    public void Cancel_UnfilledEntry_EndsItsLegs()
    {
        _venue.Enter();
        _venue.Cancel("e");
        _venue.Story.Skip(1).ShouldBe(["e ends: canceled as asked", "e-s ends: its entry was canceled", "e-t ends: its entry was canceled"]);
    }

    [Fact]
    public void Cancel_PartlyFilledEntry_KeepsItsLegs()
    {
        _venue.Enter();
        _venue.Bar(10m, 10m, 10m, 10m, 40m);
        _venue.Cancel("e");
        _venue.Account.Orders.Keys.Select(id => id.Value).ShouldBe(["e-s", "e-t"]);
        _venue.Bar(10m, 10m, 9m, 9m);
        _venue.Story.Last().ShouldBe("e-s fills 40 at 9");
    }

    [Fact]
    public void Cancel_Repeated_ChangesNothing()
    {
        _venue.Holding();
        _venue.Cancel("e-t");
        var before = _venue.Account;
        _venue.Cancel("e-t").Single().ShouldBeOfType<VenueEvent.Canceled>();
        _venue.Account.ShouldBeSameAs(before);
    }

    [Fact]
    public void MoveStop_Repeated_IsConfirmedAgain()
    {
        _venue.Holding();
        _venue.MoveStop(9.5m).Single().ShouldBeOfType<VenueEvent.Replaced>();
        _venue.MoveStop(9.5m).Single().ShouldBeOfType<VenueEvent.Replaced>();
        _venue.MoveStop(9.4m).Single().ShouldBeOfType<VenueEvent.Replaced>().Stop.Value.ShouldBe(9.5m);
    }

    [Fact]
    public void MoveStop_OfAnEndedOrTriggeredStop_IsRefused()
    {
        _venue.MoveStop(9.5m).Single().ShouldBeOfType<VenueEvent.ReplaceRejected>();
        _venue.Holding();
        _venue.Bar(8m, 8m, 8m, 8m, 10m);
        _venue.Held.ShouldBe(90m);
        _venue.MoveStop(7m).Single().ShouldBeOfType<VenueEvent.ReplaceRejected>();
    }

    [Fact]
    public void Ended_ManyOrders_AreForgottenInTheEnd()
    {
        for (var i = 0; i < 100; i++)
        {
            _venue.Enter(id: $"e{i}");
            _venue.Cancel($"e{i}");
        }
        _venue.Account.Ended.Count().ShouldBe(128);
        _venue.Account.Orders.ShouldBeEmpty();
    }
}
