using InvestBot.Domain.Orders;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.GrainInterfaces.Tokens;
using InvestBot.Grains.Tests.Worlds;

namespace InvestBot.Grains.Tests.Markets;

/// <summary>A token that failed gets what it missed with the next bar.</summary>
public sealed class MissedBarTests
{
    [Fact]
    public async Task Token_ThatCouldNotTakeItsFirstBars_TradesAsInTheBacktest()
    {
        var to = Trading.From.AddDays(2);
        var configuration = Trading.Roomy("missed");
        var unlucky = configuration.Universe[^1];
        var failures = 0;
        using var durable = new Durable();
        await using var world = await World.StartAsync(
            durable, ShippedMarkets.Crypto, Trading.From, arranged: new Faults { Unreadable = instrument => instrument == unlucky && ++failures <= 2 });
        await world.JoinAsync(configuration);
        await world.PlayRoundsAsync(2);
        (await LastAsync()).ShouldBeNull();
        await world.PlayRoundsAsync(1);
        (await LastAsync()).ShouldBe(Trading.From.AddMinutes(10));
        await world.PlayToAsync(to);

        (await durable.FillsAsync("missed", to)).ShouldBe(Trading.Backtested(configuration, to).Fills);

        async Task<DateTimeOffset?> LastAsync() => (await world.Grains.GetGrain<ITokenGrain>(GrainKeys.Token(configuration.Id, unlucky)).View()).Last?.OpenTime;
    }

    [Fact]
    public async Task Exit_ThatCouldNotBeAsked_IsAskedWithTheNextBar()
    {
        var configuration = Trading.Roomy("asked");
        var refused = 0;
        using var durable = new Durable();
        await using var world = await World.StartAsync(durable, ShippedMarkets.Crypto, Trading.From, arranged: new Faults { Refused = (_, commit) => IsTier(commit) && ++refused == 1 });
        await world.JoinAsync(configuration);
        await world.PlayUntilAsync(_ => Task.FromResult(refused > 0));
        (await durable.RecordsAsync<OrderRow>(configuration.Id, "order")).ShouldNotContain(order => order.Purpose == OrderPurpose.Exit && order.Reason.StartsWith("take-profit", StringComparison.Ordinal));
        await world.PlayRoundsAsync(1);
        (await durable.RecordsAsync<OrderRow>(configuration.Id, "order")).ShouldContain(order => order.Purpose == OrderPurpose.Exit && order.Reason.StartsWith("take-profit tier 1", StringComparison.Ordinal));

        static bool IsTier(Storage.Commits.GrainCommit commit) => commit.Grain.Type == "exchange"
            && commit.Events.Any(said => System.Text.Encoding.UTF8.GetString(said.Data.Span).Contains("take-profit tier 1", StringComparison.Ordinal));
    }
}
