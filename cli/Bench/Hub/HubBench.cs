using System.Diagnostics;
using InvestBot.Cli.Bench.Api;
using InvestBot.Cli.Output;
using InvestBot.Cli.Trials;

namespace InvestBot.Cli.Bench.Hub;

/// <summary>
/// Many clients follow an instance that trades and that a person pauses and resumes. A change's time runs from the request to its
/// arrival at each client, so the API call and its durable commit are in it. At the end what each client got is compared with the journal.
/// </summary>
internal sealed class HubBench(TrialServer trial, TimeProvider time)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    public async Task<Report> RunAsync(int clients, TimeSpan length, CancellationToken token)
    {
        var (server, _) = await trial.LaunchAsync(token);
        using var api = await ApiClient.SignInAsync(trial, server.Address, token);
        var instance = (await api.InstancesAsync(1, time, token))[0];
        using var listening = CancellationTokenSource.CreateLinkedTokenSource(token);
        HubClient[] followers = [.. Enumerable.Range(0, clients).Select(_ => new HubClient(time))];
        using var reference = new HubClient(time);
        List<Task> listeners = [];
        try
        {
            foreach (var follower in followers)
            {
                await follower.FollowAsync(server.Address, api.Token, instance, after: null, token);
                listeners.Add(follower.ListenAsync(listening.Token));
                await follower.Followed.WaitAsync(TimeSpan.FromSeconds(30), time, token);
            }

            var asked = await ChangeAsync(api.Http, instance, length, token);
            // Once it is stopped, nothing comes any more, and all can be compared.
            await PostAsync(api.Http, instance, "pause", token);
            await Task.Delay(Quiet, time, token);
            await reference.FollowAsync(server.Address, api.Token, instance, after: 0, token);
            listeners.Add(reference.ListenAsync(listening.Token));
            await Task.Delay(Quiet, time, token);
            return Compare([.. followers.Select(follower => follower.Heard)], reference.Heard, asked);
        }
        finally
        {
            await listening.CancelAsync();
            await Task.WhenAll(listeners);
            foreach (var follower in followers) follower.Dispose();
        }
    }

    private async Task<List<long>> ChangeAsync(HttpClient http, string instance, TimeSpan length, CancellationToken token)
    {
        var asked = new List<long>();
        for (var start = time.GetTimestamp(); time.GetElapsedTime(start) < length;)
        {
            foreach (var change in new[] { "pause", "resume" })
            {
                var at = time.GetTimestamp();
                if (await PostAsync(http, instance, change, token)) asked.Add(at);
                await Task.Delay(Pause, time, token);
            }
        }

        return asked;
    }

    private static async Task<bool> PostAsync(HttpClient http, string instance, string change, CancellationToken token)
    {
        using var answer = await http.PostAsync($"/api/v1/instances/{instance}/{change}", null, token);
        return answer.IsSuccessStatusCode;
    }

    private static Report Compare(IReadOnlyList<HeardEvent>[] heard, IReadOnlyList<HeardEvent> journal, List<long> asked)
    {
        // The last one to follow began last: from its first event on, everybody was there.
        var from = heard.Max(client => client.Count > 0 ? client[0].Sequence : long.MaxValue);
        var all = journal.Select(item => item.Sequence).Where(sequence => sequence >= from).ToHashSet();
        var missed = heard.Sum(client => all.Except(client.Select(item => item.Sequence)).Count());
        var repeated = heard.Sum(client => client.Count - client.Select(item => item.Sequence).Distinct().Count());
        var disordered = heard.Sum(client => client.Zip(client.Skip(1)).Count(pair => pair.First.Sequence >= pair.Second.Sequence));
        var changes = journal.Where(item => item.ByPerson && item.Sequence >= heard.Min(client => client.Count > 0 ? client[0].Sequence : long.MaxValue))
            .Select(item => item.Sequence).Order().Zip(asked).ToDictionary(pair => pair.First, pair => pair.Second);
        var times = heard.SelectMany(client => client).Where(item => changes.ContainsKey(item.Sequence)).Select(item => Stopwatch.GetElapsedTime(changes[item.Sequence], item.At).TotalMilliseconds);
        return Benches.Report(
            [
                .. Latencies.Of("change to client", times),
                new("clients", heard.Length), new("events of the journal compared", all.Count), new("events received", heard.Sum(client => (long)client.Count)),
                new("missed", missed), new("repeated", repeated), new("out of order", disordered),
            ],
            "The time includes the request that makes the change and its durable commit; clients and server share the machine.") with
        { Ok = missed == 0 && repeated == 0 && disordered == 0 && all.Count > 0 };
    }
}
