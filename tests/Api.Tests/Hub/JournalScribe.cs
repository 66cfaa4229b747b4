using System.Text;
using InvestBot.Api.Host;
using InvestBot.Storage.Commits;

namespace InvestBot.Api.Hub;

/// <summary>Writes records into an instance's journal, as a grain of it would.</summary>
internal sealed class JournalScribe(ApiHost host, string instance)
{
    private readonly GrainAddress _address = new("scribe", "test", instance);
    private long _version;
    private int _written;

    /// <summary>Commits so many records of a kind in one commit, and returns the journal's last sequence.</summary>
    internal async Task<long> WriteAsync(int count, string kind = "log")
    {
        var events = Enumerable.Range(0, count)
            .Select(_ => new JournalEvent(kind, 1, "", TestMarket.First, Encoding.UTF8.GetBytes($$"""{"level":"info","text":"{{_written++}}"}""")))
            .ToArray();
        _version = await host.Storage.Commits.CommitAsync(instance, new GrainCommit(_address, _version, Array.Empty<byte>(), events, [], []));
        return await host.Storage.Journal.LastSequenceAsync(instance, CancellationToken.None);
    }
}
