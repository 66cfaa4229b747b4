namespace InvestBot.Api.Hub;

/// <summary>Says when journals grow.</summary>
public interface IJournalSignal
{
    /// <summary>
    /// From now on calls <paramref name="grown"/> with an instance and its journal's last sequence after every commit that wrote
    /// records, once they are durable. The callback is quick and does not throw. Disposing ends it.
    /// </summary>
    IDisposable Subscribe(Action<string, long> grown);
}
