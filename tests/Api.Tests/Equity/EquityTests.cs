using System.Globalization;
using InvestBot.Api.Host;
using InvestBot.Domain.Trades;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage.Commits;

namespace InvestBot.Api.Equity;

public sealed class EquityTests(ApiHost host)
{
    [Fact]
    public async Task Equity_OfASecondRun_LeavesTheFirstOut()
    {
        EquityHistory history = new(host.Storage);
        // A database without a bot, which would write points of its own.
        var name = TestKit.Postgres.PostgresFixture.UniqueName("e").Replace('_', '-');
        await host.Storage.Instances.CreateAsync(name, CancellationToken.None);
        await WriteAsync(name, 0, 1, (0, 100m), (5, 101m), (10, 102m));
        var first = await history.OfAsync(name, 0, CancellationToken.None);
        await WriteAsync(name, 1, 4, (0, 102m), (5, 90m));

        var second = await history.OfAsync(name, 1, CancellationToken.None);
        await WriteAsync(name, 2, 6, (5, 91m), (15, 95m));
        var later = await history.OfAsync(name, 1, CancellationToken.None);

        first.Points.Select(point => point.Equity).ShouldBe([100m, 101m, 102m]);
        first.StartedWith(100m).ShouldBe(100m);
        second.Points.Select(point => point.Equity).ShouldBe([102m, 90m]);
        second.StartedWith(100m).ShouldBe(102m);
        later.Points.Select(point => point.Equity).ShouldBe([102m, 90m, 91m, 95m]);
    }

    [Fact]
    public void Equity_ManyPoints_IsThinnedBetweenFirstAndLast()
    {
        EquityPoint[] curve = [.. Enumerable.Range(0, 2500).Select(minute => new EquityPoint(TestMarket.First.AddMinutes(minute), minute, 0m))];

        var thin = EquityEndpoints.Thin(curve, 10).ToList();

        thin.Count.ShouldBe(10);
        thin[0].Equity.ShouldBe(0m);
        thin[9].Equity.ShouldBe(2499m);
    }

    // As the portfolio writes them: numbered on through all runs.
    private async Task WriteAsync(string instance, long version, int number, params (int Minute, decimal Equity)[] points)
    {
        var rows = points.Select((point, place) =>
        {
            var at = TestMarket.First.AddYears(1).AddMinutes(point.Minute);
            return new RowWrite(RowTable.EquitySnapshots, (number + place).ToString("D12", CultureInfo.InvariantCulture), "", at, DomainJson.Bytes(new EquityRow(at, point.Equity, 0m)));
        });
        await host.Storage.Commits.CommitAsync(instance, new GrainCommit(new GrainAddress("equity", "test", instance), version, Array.Empty<byte>(), [], [], [.. rows]));
    }
}
