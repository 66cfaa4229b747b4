using InvestBot.Domain.Orders;

namespace InvestBot.Domain.Tests.Orders;

public sealed class OrderTransitionsTests
{
    /// <summary>What may follow what; a status without a line is final.</summary>
    private static readonly Dictionary<OrderStatus, string> Table = new()
    {
        [OrderStatus.Initialized] = "Denied Submitted Accepted PartiallyFilled Filled PendingReplace PendingCancel Canceled Expired Rejected",
        [OrderStatus.Submitted] = "Accepted PartiallyFilled Filled PendingReplace PendingCancel Canceled Expired Rejected",
        [OrderStatus.Accepted] = "PartiallyFilled Filled PendingReplace PendingCancel Canceled Expired Rejected",
        [OrderStatus.PartiallyFilled] = "PartiallyFilled Filled PendingReplace PendingCancel Canceled Expired",
        [OrderStatus.PendingReplace] = "Accepted PartiallyFilled Filled PendingReplace PendingCancel Canceled Expired Rejected",
        [OrderStatus.PendingCancel] = "PartiallyFilled Filled Canceled Expired Rejected",
    };

    public static TheoryData<OrderStatus> Statuses() => [.. Enum.GetValues<OrderStatus>()];

    [Theory]
    [MemberData(nameof(Statuses))]
    public void Allows_EveryPair_IsAsInTheTable(OrderStatus from) =>
        Enum.GetValues<OrderStatus>().Where(to => OrderTransitions.Allows(from, to)).Order()
            .ShouldBe((Table.GetValueOrDefault(from) ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<OrderStatus>).Order());

    [Theory]
    [MemberData(nameof(Statuses))]
    public void IsFinal_Status_IsTrueWhenNothingFollows(OrderStatus status)
    {
        status.IsFinal().ShouldBe(!Table.ContainsKey(status));
        status.IsLive().ShouldBe(Table.ContainsKey(status));
    }

    [Fact]
    public void Allows_AnyLiveStatus_CanEndByTheVenue() =>
        Table.Keys.ShouldAllBe(from => OrderTransitions.Allows(from, OrderStatus.Canceled) && OrderTransitions.Allows(from, OrderStatus.Expired) && OrderTransitions.Allows(from, OrderStatus.Filled));
}
