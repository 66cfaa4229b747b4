using InvestBot.Api.Host;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage.Commits;

namespace InvestBot.Api.Orders;

public sealed class PagingTests(ApiHost host)
{
    [Fact]
    public async Task Orders_ByCursor_ComeEachOnceNewestFirst()
    {
        var name = await host.CreateInstanceAsync();
        await WriteAsync(name, 7);
        using var client = await host.AsAsync("viewer");
        List<string> ids = [];

        for (string? cursor = ""; cursor is not null;)
        {
            var page = await client.GetJsonAsync($"/api/v1/instances/{name}/orders?limit=3{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}");
            page.GetProperty("total").GetInt64().ShouldBe(7);
            ids.AddRange(page.GetProperty("items").EnumerateArray().Select(order => order.Text("id")!));
            cursor = page.GetProperty("next").GetString();
        }

        ids.ShouldBe(["o6", "o5", "o4", "o3", "o2", "o1", "o0"]);
    }

    [Fact]
    public async Task Orders_Filtered_AreOnlyThose()
    {
        var name = await host.CreateInstanceAsync();
        await WriteAsync(name, 7);
        using var client = await host.AsAsync("viewer");

        var filled = await client.GetJsonAsync($"/api/v1/instances/{name}/orders?status=filled");
        var dated = await client.GetJsonAsync($"/api/v1/instances/{name}/orders?from=2024-01-01T00:02:00Z&to=2024-01-01T00:04:00Z");

        filled.GetProperty("items").EnumerateArray().Select(order => order.Text("id")).ShouldBe(["o6", "o4", "o2", "o0"]);
        filled.GetProperty("total").GetInt64().ShouldBe(4);
        dated.GetProperty("items").EnumerateArray().Select(order => order.Text("id")).ShouldBe(["o3", "o2"]);
    }

    // Three of them at one time: a cursor has to tell them apart.
    private async Task WriteAsync(string name, int count)
    {
        var rows = Enumerable.Range(0, count).Select(number =>
        {
            var at = TestMarket.First.AddMinutes(number > 4 ? 4 : number);
            var status = number % 2 == 0 ? OrderStatus.Filled : OrderStatus.Canceled;
            OrderRow row = new(
                new ClientOrderId($"o{number}"), new TradeId("t"), InstrumentId.Parse(TestMarket.Bonk), "BONK/USDT", Side.Buy, OrderType.Market, OrderPurpose.Entry,
                1m, 0m, null, null, null, status, "test", null, at, at);
            return new RowWrite(RowTable.Orders, $"o{number}", number % 2 == 0 ? "filled" : "canceled", at, DomainJson.Bytes(row));
        });
        await host.Storage.Commits.CommitAsync(name, new GrainCommit(new GrainAddress("rows", "test", name), 0, Array.Empty<byte>(), [], [], [.. rows]));
    }
}
