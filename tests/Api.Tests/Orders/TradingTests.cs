using System.Net;
using System.Text.Json;
using InvestBot.Api.Host;
using InvestBot.Api.Hub;
using InvestBot.Domain.Trades;

namespace InvestBot.Api.Orders;

public sealed class TradingTests(ApiHost host)
{
    [Fact]
    public async Task ManualEntry_Filled_ShowsEverywhereAndCloses()
    {
        var name = await host.CreateInstanceAsync();
        using var client = await host.AsAsync("operator");
        await client.PostAsync($"/api/v1/instances/{name}/start");
        await using var hub = await HubClient.OpenAsync(host);
        await hub.InvokeAsync("Follow", name, 0);
        // The first round gives the prices.
        await hub.NextAsync("tick");

        var placed = await (await client.PostAsync($"/api/v1/instances/{name}/orders", new { instrument = TestMarket.Bonk, side = "buy", notional = "500", stop = "0.00000001" })).JsonAsync(HttpStatusCode.Accepted);
        var trade = placed.Text("id")!;
        await EventAsync(hub, "trade.opened", trade);
        var position = (await client.GetJsonAsync($"/api/v1/instances/{name}/positions"))[0];
        var open = await client.GetJsonAsync($"/api/v1/instances/{name}/trades?status=open");
        var candles = await client.GetJsonAsync($"/api/v1/instances/{name}/candles?instrument={Uri.EscapeDataString(TestMarket.Bonk)}&limit=50");
        (await client.PostAsync($"/api/v1/instances/{name}/positions/{trade}/close")).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        await EventAsync(hub, "trade.closed", trade);

        position.Text("tradeId").ShouldBe(trade);
        position.Text("symbol").ShouldBe("BONK/USDT");
        position.Text("stop").ShouldNotBeNullOrEmpty();
        open.GetProperty("items")[0].Text("stop").ShouldNotBeNullOrEmpty();
        candles.GetProperty("lines").EnumerateArray().Select(line => line.Text("kind")).ShouldContain("stop");
        candles.GetProperty("markers")[0].Text("kind").ShouldBe("entry");
        await ShouldTellAsync(client, name, trade);
    }

    [Fact]
    public async Task Candles_Never_ReachBeyondTheMarketClock()
    {
        var name = await host.AnyInstanceAsync();
        await using var hub = await HubClient.OpenAsync(host);
        await hub.InvokeAsync("Follow", name, null);
        await hub.NextAsync("tick");
        using var client = await host.AsAsync("viewer");

        var candles = await client.GetJsonAsync($"/api/v1/instances/{name}/candles?instrument={Uri.EscapeDataString(TestMarket.Bonk)}");
        var clock = (await client.GetJsonAsync($"/api/v1/instances/{name}")).GetProperty("marketTime").GetDateTimeOffset();

        var bars = candles.GetProperty("bars");
        bars.GetArrayLength().ShouldBeGreaterThan(10);
        (bars[bars.GetArrayLength() - 1][0].GetInt64() + 300).ShouldBeLessThanOrEqualTo(clock.ToUnixTimeSeconds());
    }

    [Theory]
    [InlineData("""{"instrument":"binance:BONK","side":"buy","notional":"5"}""", "bad-instrument")]
    [InlineData("""{"instrument":"binance:BONK/USDT","side":"sell","notional":"5"}""", "bad-side")]
    [InlineData("""{"instrument":"binance:BONK/USDT","side":"buy"}""", "bad-quantity")]
    [InlineData("""{"instrument":"binance:BONK/USDT","side":"buy","notional":"-5"}""", "bad-notional")]
    public async Task ManualEntry_WithMistake_NamesIt(string body, string code)
    {
        var name = await host.AnyInstanceAsync();
        using var client = await host.AsAsync("operator");

        (await (await client.PostTextAsync($"/api/v1/instances/{name}/orders", body)).JsonAsync(HttpStatusCode.UnprocessableEntity)).Text("code").ShouldBe(code);
    }

    [Fact]
    public async Task ManualEntry_NotStarted_IsRefusedByItsGrain()
    {
        var name = await host.AnyInstanceAsync();
        using var client = await host.AsAsync("operator");

        var problem = await (await client.PostAsync($"/api/v1/instances/{name}/orders", new { instrument = TestMarket.Bonk, side = "buy", quantity = "100000" })).JsonAsync(HttpStatusCode.Conflict);

        problem.Text("code").ShouldBe("entries-closed");
    }

    [Fact]
    public async Task Position_Unknown_CannotBeClosed()
    {
        var name = await host.AnyInstanceAsync();
        using var client = await host.AsAsync("operator");

        (await (await client.PostAsync($"/api/v1/instances/{name}/positions/none/close")).JsonAsync(HttpStatusCode.NotFound)).Text("code").ShouldBe("no-such-position");
        (await (await client.PostAsync($"/api/v1/instances/{name}/approvals/none/approve")).JsonAsync(HttpStatusCode.NotFound)).Text("code").ShouldBe("no-such-approval");
        var unknown = await (await client.GetAsync($"/api/v1/instances/{name}/trades/none/why")).JsonAsync(HttpStatusCode.NotFound);
        (unknown.Text("code"), unknown.Text("remedy")).ShouldBe(("unknown-trade", $"'{name}' has not traded yet."));
    }

    private static async Task ShouldTellAsync(HttpClient client, string name, string trade)
    {
        var why = await client.GetJsonAsync($"/api/v1/instances/{name}/trades/{trade}/why");
        var orders = await client.GetJsonAsync($"/api/v1/instances/{name}/orders");
        var figures = await client.GetJsonAsync($"/api/v1/instances/{name}/analytics");
        var tokens = await client.GetJsonAsync($"/api/v1/instances/{name}/analytics/tokens");
        var risk = await client.GetJsonAsync($"/api/v1/instances/{name}/risk");
        var equity = await client.GetJsonAsync($"/api/v1/instances/{name}/equity");
        var signals = await client.GetJsonAsync($"/api/v1/instances/{name}/signals");

        why.GetProperty("trade").Text("status").ShouldBe("closed");
        why.GetProperty("verdict").ValueKind.ShouldBe(JsonValueKind.Object);
        why.GetProperty("signal").Text("strategy").ShouldBe("manual");
        why.GetProperty("fills").GetArrayLength().ShouldBeGreaterThan(1);
        why.GetProperty("exits").GetArrayLength().ShouldBeGreaterThan(0);
        ShouldBeAStory(why.GetProperty("steps"));
        orders.GetProperty("items").EnumerateArray().ShouldAllBe(order => order.Text("tradeId") == trade);
        orders.GetProperty("total").GetInt64().ShouldBe(orders.GetProperty("items").GetArrayLength());
        figures.Text("trades").ShouldBe("1");
        figures.Text("netPnl").ShouldBe(why.GetProperty("trade").Text("realizedPnl"));
        figures.GetProperty("goals").GetArrayLength().ShouldBe(7);
        tokens[0].Text("symbol").ShouldBe("BONK/USDT");
        foreach (var by in TradeGroups.Names)
        {
            var group = (await client.GetJsonAsync($"/api/v1/instances/{name}/analytics/groups/{by}")).EnumerateArray().ShouldHaveSingleItem();
            group.Text("netPnl").ShouldBe(figures.Text("netPnl"), by);
            group.GetProperty("averageMae").GetDouble().ShouldBe(why.GetProperty("trade").GetProperty("mae").GetDouble(), 1e-9);
        }
        (await client.GetJsonAsync("/api/v1/analytics/groups/instance")).EnumerateArray().ShouldContain(group => group.Text("key") == name);
        (await client.GetJsonAsync("/api/v1/analytics/groups/strategy")).GetArrayLength().ShouldBeGreaterThan(0);
        (await (await client.GetAsync($"/api/v1/instances/{name}/analytics/groups/moon")).JsonAsync(HttpStatusCode.NotFound)).Text("code").ShouldBe("unknown-group");
        (await client.GetJsonAsync($"/api/v1/instances/{name}/analytics/projection")).GetProperty("estimate").GetBoolean().ShouldBeTrue();
        risk.Text("tradingState").ShouldBe("active");
        risk.GetProperty("rules").EnumerateArray().ShouldContain(rule => rule.Text("rule") == "trades-per-day" && rule.Text("value") == "1");
        equity.GetArrayLength().ShouldBeGreaterThan(0);
        signals.EnumerateArray().ShouldContain(signal => signal.Text("id") == trade && signal.Text("outcome") == "entered");
    }

    // Cause before effect, each step a sentence.
    private static void ShouldBeAStory(JsonElement steps)
    {
        var kinds = steps.EnumerateArray().Select(step => step.Text("kind")!).ToList();
        kinds[..3].ShouldBe(["signal", "risk.verdict", "order"]);
        kinds.IndexOf("fill").ShouldBeGreaterThan(kinds.IndexOf("order"));
        kinds.ShouldContain("trade.closed");
        var texts = steps.EnumerateArray().Select(step => step.Text("text")!).ToList();
        texts[0].ShouldStartWith("manual saw a reason to buy BONK/USDT at ");
        texts[1].ShouldStartWith("Risk approved ");
        texts.ShouldContain(text => text.StartsWith("Bought ", StringComparison.Ordinal));
        texts.ShouldContain(text => text.StartsWith("The trade is closed after ", StringComparison.Ordinal));
        texts.ShouldAllBe(text => text.EndsWith('.'));
        texts.ShouldBeUnique();
    }

    private static async Task EventAsync(HubClient hub, string kind, string reference)
    {
        bool Told() => hub.Heard.Where(message => message.Text("target") == "events")
            .SelectMany(message => message.GetProperty("arguments")[1].EnumerateArray())
            .Any(item => item.Text("kind") == kind && item.Text("ref") == reference);
        while (!Told()) await hub.NextAsync("events");
    }
}
