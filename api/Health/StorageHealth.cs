using System.Globalization;
using InvestBot.Storage;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Server;

namespace InvestBot.Api.Health;

/// <summary>Whether the databases answer, and how quickly.</summary>
internal sealed class StorageHealth(FleetStorage storage, TimeProvider time) : IHealthSource
{
    // Before whoever asks gives up.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Slow = TimeSpan.FromMilliseconds(250);

    public string Name => "database";

    public async Task<HealthFinding> CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new HealthFinding(HealthStatus.Failing, $"It has not answered for {Patience.TotalSeconds:0} s: it hangs, or has more to do than it can.", "Look at the machine's disk and load. Trading waits and goes on by itself; nothing is lost.");
        }
#pragma warning disable CA1031 // Whatever it is, it has a sentence and a remedy.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return Failing("", DatabaseTrouble.Of(exception));
        }
#pragma warning restore CA1031
    }

    private async Task<HealthFinding> AskAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        await storage.Journal.LastSequenceAsync(InstanceName.Fleet, cancellationToken);
        var instances = await storage.Instances.ListAsync(cancellationToken);
        var taken = time.GetElapsedTime(start);
        // Reading may go on where writing does not; what passes has passed, or this would not have been answered.
        if (storage.Announcer.Troubles.Where(trouble => !trouble.Value.Passes).OrderBy(trouble => trouble.Key, StringComparer.Ordinal).FirstOrDefault() is { Value: { } trouble } first)
            return Failing($"{first.Key} could not commit. ", trouble);
        var unready = instances.Where(instance => instance.State is not ("ready" or "archived")).Select(instance => instance.Name).ToArray();
        if (unready.Length > 0)
            return new HealthFinding(HealthStatus.Degraded, $"The databases of {string.Join(", ", unready)} are half made or half dropped.", "Create or drop them again; it goes on where it stopped.");
        return taken > Slow
            ? new HealthFinding(HealthStatus.Degraded, string.Create(CultureInfo.InvariantCulture, $"Answers in {taken.TotalMilliseconds:0} ms."), "Look at the machine's disk and load.")
            : new HealthFinding(HealthStatus.Healthy, string.Create(CultureInfo.InvariantCulture, $"{instances.Count} instance databases; answers in {taken.TotalMilliseconds:0.0} ms."));
    }

    private static HealthFinding Failing(string where, DatabaseTrouble trouble) => new(HealthStatus.Failing, where + trouble.What, trouble.Remedy);
}
