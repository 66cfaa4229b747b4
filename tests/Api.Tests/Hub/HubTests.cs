using InvestBot.Api.Host;
using InvestBot.Storage.Journal;

namespace InvestBot.Api.Hub;

public sealed class HubTests(ApiHost host)
{
    [Fact]
    public async Task Follow_FromTheBeginning_SendsTheWholeJournalThenWhatComes()
    {
        var name = await host.CreateInstanceAsync();
        JournalScribe scribe = new(host, name);
        await scribe.WriteAsync(1300);
        await using var client = await HubClient.OpenAsync(host);

        await client.InvokeAsync("Follow", name, 0);
        var last = await scribe.WriteAsync(3);

        (await client.SequencesAsync(name, last)).ShouldBe(await JournaledAsync(name, 0));
    }

    [Fact]
    public async Task Follow_FromNow_SendsOnlyWhatComes()
    {
        var name = await host.CreateInstanceAsync();
        JournalScribe scribe = new(host, name);
        var before = await scribe.WriteAsync(5);
        await using var client = await HubClient.OpenAsync(host);

        var answer = await client.InvokeAsync("Follow", name, null);
        var last = await scribe.WriteAsync(2);

        answer.GetProperty("result").GetProperty("sequence").GetInt64().ShouldBe(before);
        (await client.SequencesAsync(name, last)).ShouldBe([before + 1, before + 2]);
    }

    [Fact]
    public async Task Reconnect_WithLastSequence_MissesNothingAndRepeatsNothing()
    {
        var name = await host.CreateInstanceAsync();
        JournalScribe scribe = new(host, name);
        List<long> heard = [];
        var writing = Task.Run(async () =>
        {
            for (var i = 0; i < 60; i++) await scribe.WriteAsync(1 + (i % 7));
            return await scribe.WriteAsync(1);
        });

        for (var visit = 0; visit < 5; visit++)
        {
            await using var client = await HubClient.OpenAsync(host);
            await client.InvokeAsync("Follow", name, heard.Count == 0 ? 0 : heard[^1]);
            var stop = await host.Storage.Journal.LastSequenceAsync(name, CancellationToken.None);
            if (heard.Count == 0 || stop > heard[^1]) heard.AddRange(await client.SequencesAsync(name, stop));
        }
        var last = await writing;
        await using var final = await HubClient.OpenAsync(host);
        await final.InvokeAsync("Follow", name, heard[^1]);
        if (last > heard[^1]) heard.AddRange(await final.SequencesAsync(name, last));

        heard.ShouldBe(await JournaledAsync(name, 0));
    }

    [Fact]
    public async Task Follow_SlowReader_FallsBehindAndStillGetsEachOnce()
    {
        var name = await host.CreateInstanceAsync();
        JournalScribe scribe = new(host, name);
        await using var client = await HubClient.OpenAsync(host, read: false);
        await client.SendInvocationAsync("Follow", name, 0);
        var last = 0L;
        for (var i = 0; i < 12; i++) last = await scribe.WriteAsync(500);

        client.Read();

        (await client.SequencesAsync(name, last)).ShouldBe(await JournaledAsync(name, 0));
    }

    [Fact]
    public async Task Follow_TooFarBehind_AsksForASnapshotAndGoesOn()
    {
        var name = await host.CreateInstanceAsync();
        JournalScribe scribe = new(host, name);
        var head = 0L;
        while (head <= Hub.Follow.MostCaughtUp) head = await scribe.WriteAsync(4000);
        await using var client = await HubClient.OpenAsync(host);

        await client.InvokeAsync("Follow", name, 0);
        var needed = client.Heard.Find(message => message.Text("target") == "snapshotNeeded");
        if (needed.ValueKind == System.Text.Json.JsonValueKind.Undefined) needed = await client.NextAsync("snapshotNeeded");
        var last = await scribe.WriteAsync(1);

        needed.GetProperty("arguments")[1].GetInt64().ShouldBe(head);
        (await client.SequencesAsync(name, last)).ShouldBe([last]);
    }

    [Fact]
    public async Task Follow_RecordsOfTheSystem_AreLeftOut()
    {
        var name = await host.CreateInstanceAsync();
        JournalScribe scribe = new(host, name);
        await using var client = await HubClient.OpenAsync(host);
        await client.InvokeAsync("Follow", name, null);

        await scribe.WriteAsync(3, "internal.matter");
        var last = await scribe.WriteAsync(1);

        (await client.SequencesAsync(name, last)).ShouldBe([last]);
    }

    [Fact]
    public async Task Follow_UnknownInstance_SaysSo()
    {
        await using var client = await HubClient.OpenAsync(host);

        (await client.InvokeAsync("Follow", "nobody-here", 0)).Text("error")!.ShouldContain("There is no instance 'nobody-here'");
    }

    [Fact]
    public async Task Unfollow_EndsTheEvents()
    {
        var name = await host.CreateInstanceAsync();
        JournalScribe scribe = new(host, name);
        await using var client = await HubClient.OpenAsync(host);
        await client.InvokeAsync("Follow", name, null);
        await client.InvokeAsync("Unfollow", name);
        await scribe.WriteAsync(1);

        // Following anew from now on: what was written between the two never comes.
        var answer = await client.InvokeAsync("Follow", name, null);
        var last = await scribe.WriteAsync(1);

        answer.GetProperty("result").GetProperty("sequence").GetInt64().ShouldBe(last - 1);
        (await client.SequencesAsync(name, last)).ShouldBe([last]);
    }

    [Fact]
    public async Task Ticks_OfAFollowedInstance_CarryBars()
    {
        var name = await host.AnyInstanceAsync();
        await using var client = await HubClient.OpenAsync(host);
        await client.InvokeAsync("Follow", name, null);

        var tick = (await client.NextAsync("tick")).GetProperty("arguments")[0];

        tick.Text("instance").ShouldBe(name);
        tick.Text("equity").ShouldBe("10000");
        tick.GetProperty("bars")[0].GetArrayLength().ShouldBe(7);
    }

    [Fact]
    public async Task Fleet_Followed_SendsSumsAndTicksWithoutBars()
    {
        await host.AnyInstanceAsync();
        await using var client = await HubClient.OpenAsync(host);
        await client.InvokeAsync("FollowFleet");

        var tick = (await client.NextAsync("tick")).GetProperty("arguments")[0];
        var fleet = (await client.NextAsync("fleet")).GetProperty("arguments")[0];

        tick.GetProperty("bars").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        fleet.Text("currency").ShouldBe("USD");
        fleet.TryGetProperty("instances", out _).ShouldBeFalse();
    }

    private async Task<List<long>> JournaledAsync(string instance, long after)
    {
        List<long> sequences = [];
        while (await host.Storage.Journal.PageAsync(instance, new JournalQuery { After = after, Limit = 1000 }, CancellationToken.None) is { Count: > 0 } page)
        {
            sequences.AddRange(InstanceEvent.Of(page).Select(item => item.Sequence));
            after = page[^1].Sequence;
        }
        return sequences;
    }
}
