using InvestBot.Cli.Backtests;
using InvestBot.Cli.Output;
using InvestBot.Cli.Processes;
using InvestBot.Cli.Serve;
using InvestBot.Cli.Trials;

namespace InvestBot.Cli.Bench.Fleet;

/// <summary>Measures a fleet on a private PostgreSQL with fsync on, at the speed that it can hold.</summary>
internal sealed class FleetBench(TrialServer trial, TimeProvider time)
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);

    /// <summary>From a bar's publication to the venue having the order.</summary>
    public async Task<Report> DecisionsAsync(int instances, TimeSpan length, CancellationToken token)
    {
        await using var fleet = await StartAsync(instances, token);
        await Task.Delay(WarmUp, time, token);
        fleet.Venue.Restart();
        var rounds = fleet.Rounds;
        await Task.Delay(length, time, token);
        return Benches.Report(
            [.. Latencies.Of("tick to order", [.. fleet.Venue.Orders]), new("rounds", fleet.Rounds - rounds), new("instances", instances)],
            "From the first publication of a round's bars until the paper venue has the order durably; the intent is journaled before it is sent.");
    }

    /// <summary>Rounds and decisions a second, and memory.</summary>
    public async Task<Report> ThroughputAsync(int instances, TimeSpan length, CancellationToken token)
    {
        var start = time.GetTimestamp();
        await using var fleet = await StartAsync(instances, token);
        var made = time.GetElapsedTime(start);
        await Task.Delay(WarmUp, time, token);
        var (rounds, from) = (fleet.Rounds, time.GetTimestamp());
        await Task.Delay(length, time, token);
        var perSecond = (fleet.Rounds - rounds) / time.GetElapsedTime(from).TotalSeconds;
        return Benches.Report(
            [
                new("rounds", Math.Round(perSecond, 2), "/s"),
                new("decisions", Math.Round(perSecond * instances * Symbols, 1), "/s"),
                new("orders since the start", fleet.Venue.Orders.Count),
                new("memory of the process", Benches.Megabytes(ProcessMemory.BytesOf(Environment.ProcessId, withChildren: false)), "MB"),
                new("memory of PostgreSQL", trial.Postgres is { } postgres ? Benches.Megabytes(ProcessMemory.BytesOf(postgres.Id, withChildren: true)) : 0, "MB"),
                new("instances", instances),
                new("symbols of each", Symbols),
                new("making the fleet", Math.Round(made.TotalSeconds, 1), "s"),
            ],
            "A round is one bar of every symbol; a decision is one symbol of one instance in one round. With one-minute bars in real time a fleet needs 1/60 round a second.");
    }

    /// <summary>How many symbols each instance has; known once the fleet started.</summary>
    private int Symbols { get; set; }

    private async Task<TrialFleet> StartAsync(int instances, CancellationToken token)
    {
        var recording = RecordedBars.Open(null, strict: false, token);
        var bots = BenchFleet.Of(instances, ServedMarkets.Describe(recording));
        Symbols = bots[0].Universe.Length;
        return await TrialFleet.StartAsync(trial, recording, bots, time, token);
    }
}
