using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;

namespace InvestBot.Domain.Tests.Orders;

public sealed class EndedEntryTests
{
    private readonly OrderDesk _desk = new();

    public EndedEntryTests() => _desk.Enter(OrderDesk.Bracket());

    [Fact]
    public void Among_EntryStillWorks_IsEmpty()
    {
        var events = _desk.Accept("a.1.1");
        EndedEntry.Among(_desk.State, events).ShouldBeEmpty();
    }

    [Fact]
    public void Among_CanceledEntry_IsNamedOnceAndItsLegsAreNot()
    {
        var events = _desk.Cancel("a.1.1");
        EndedEntry.Among(_desk.State, events).ShouldBe([new EndedEntry(new ClientOrderId("a.1.1"), new TradeId("a.1.1"), NothingFilled: true)]);
    }

    [Fact]
    public void Among_FilledEntry_SaysThatSomethingFilled()
    {
        _desk.Fill("a.1.1", 40m, 10m);
        var events = _desk.Fill("a.1.1", 60m, 10m);
        EndedEntry.Among(_desk.State, events).ShouldHaveSingleItem().NothingFilled.ShouldBeFalse();
    }

    [Fact]
    public void Among_RestOfAPartlyFilledEntryEnds_SaysThatSomethingFilled()
    {
        _desk.Fill("a.1.1", 40m, 10m);
        var events = _desk.Cancel("a.1.1");
        EndedEntry.Among(_desk.State, events).ShouldHaveSingleItem().NothingFilled.ShouldBeFalse();
    }
}
