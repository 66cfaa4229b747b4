using System.Globalization;
using InvestBot.Cli.Exits;
using InvestBot.Cli.Home;
using InvestBot.Cli.Local;
using InvestBot.Cli.Output;
using InvestBot.Cli.Serve;

namespace InvestBot.Cli.Microsoft;

/// <summary>
/// Two silos trade; the one that drives a market is ended, by SIGKILL or by request; the other must trade that market's bots again
/// within ten seconds. A new silo then takes the dead one's place, and at the end the books are compared with the venue's.
/// </summary>
internal sealed class ClusterChaosRun(ClusterTrial trial, int kills, int drains, TimeProvider time, Action<string> tell)
{
    private const string Lost = "lost";
    private const string Doubled = "doubled";
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private readonly List<double> afterKills = [];
    private readonly List<double> afterDrains = [];
    private readonly int fleet = ServedMarkets.Open(Path.Combine(Clone.Folder, "data"), new ServeOptions(0, null, null, NoDemo: false)).Options.FirstFleet.Length;
    private List<TrialSilo> silos = [];

    public async Task<Report> RunAsync(CancellationToken token)
    {
        await trial.PrepareAsync(token);
        var books = new ClusterBooks(trial.Connection);
        silos = [trial.StartSilo(), trial.StartSilo()];
        await trial.StartApiAsync(token);
        for (var death = 0; death < kills + drains; death++)
        {
            await WholeAsync(books, token);
            await Task.Delay(Life, time, token);
            var took = await EndOneAsync(books, byForce: death < kills, token);
            (death < kills ? afterKills : afterDrains).Add(took.TotalSeconds);
            tell(string.Create(CultureInfo.InvariantCulture, $"{(death < kills ? "kill" : "drain")} {death + 1}: its bots decide again after {took.TotalSeconds:0.0} s"));
            silos.Add(trial.StartSilo());
        }
        await WholeAsync(books, token);
        await Task.Delay(Life, time, token);
        using var health = new ServerHealth(trial.Home, trial.Api);
        var found = await health.VerifyAsync(token)
            ?? throw new CliFailure(ExitCode.ServerNotReady, $"The API did not answer to the verification. The cluster wrote last: {trial.LastWords}");
        return Report(found);
    }

    // Until both silos have joined and every bot of the first fleet has traded: before, there is nothing that could go on elsewhere.
    private async Task WholeAsync(ClusterBooks books, CancellationToken token)
    {
        for (var start = time.GetTimestamp(); ; await Task.Delay(Pause, time, token))
        {
            var progress = await ProgressAsync(books, token);
            if (await books.SilosAsync(token) == silos.Count && progress.Count == fleet && progress.Values.All(bot => bot.Trading > 0)) break;
            if (time.GetElapsedTime(start) > Patience)
                throw new CliFailure(ExitCode.ServerNotReady, $"The cluster was not whole in time. It wrote last: {trial.LastWords}");
        }
        tell("the cluster is whole and trades");
    }

    private async Task<TimeSpan> EndOneAsync(ClusterBooks books, bool byForce, CancellationToken token)
    {
        var drivers = await books.DriversAsync(token);
        var victim = silos.First(silo => drivers.Values.Contains(silo.Port));
        silos.Remove(victim);
        var orphans = drivers.Where(driver => driver.Value == victim.Port).Select(driver => driver.Key).ToList();
        var before = await ProgressAsync(books, token);
        var start = time.GetTimestamp();
        if (byForce) await trial.KillAsync(victim);
        else if (!await trial.DrainAsync(victim)) throw new CliFailure(ExitCode.Failed, $"A silo that was asked to end did not. The cluster wrote last: {trial.LastWords}");
        var dead = byForce ? before : await ProgressAsync(books, token);
        while (time.GetElapsedTime(start) < Patience)
        {
            var now = await books.DriversAsync(token);
            // All of them have decided a new round: those of the dead silo cannot have gone on before another drives their market.
            if (orphans.All(recording => now[recording] != victim.Port) && await DecideAgainAsync(books, dead, token)) return time.GetElapsedTime(start);
            await Task.Delay(Pause, time, token);
        }
        throw new CliFailure(ExitCode.Failed, $"After {Patience.TotalSeconds:0} seconds the bots of the ended silo did not trade. The cluster wrote last: {trial.LastWords}");
    }

    private static async Task<Dictionary<string, (long Rounds, long Trading)>> ProgressAsync(ClusterBooks books, CancellationToken token)
    {
        var progress = new Dictionary<string, (long, long)>();
        foreach (var database in await books.InstancesAsync(token)) progress[database] = await books.ProgressAsync(database, token);
        return progress;
    }

    private static async Task<bool> DecideAgainAsync(ClusterBooks books, Dictionary<string, (long Rounds, long Trading)> dead, CancellationToken token)
    {
        foreach (var (database, then) in dead)
            if ((await books.ProgressAsync(database, token)).Rounds <= then.Rounds) return false;
        return true;
    }

    private Report Report(Report found)
    {
        string[] counted = ["instances", "orders", "fills", "closed trades", Lost, Doubled, "differing cents"];
        var figures = found.Figures.Where(figure => counted.Contains(figure.Name)).ToList();
        var clean = found.Ok && figures.Where(figure => figure.Name is Lost or Doubled or "differing cents").All(figure => figure.Value is 0.0);
        var quick = afterKills.Concat(afterDrains).All(seconds => seconds <= Allowed.TotalSeconds);
        List<string> notes = [.. found.Notes];
        if (!quick) notes.Add("It took longer than ten seconds until the bots of an ended silo traded again.");
        return new Report(
            clean && quick,
            [
                new("kills", afterKills.Count), new("drains", afterDrains.Count), .. figures,
                new("trading again after a kill, longest", Math.Round(afterKills.Max(), 2), "s"),
                .. afterDrains.Count > 0 ? [new Figure("trading again after a drain, longest", Math.Round(afterDrains.Max(), 2), "s")] : Array.Empty<Figure>(),
            ],
            notes);
    }
}
