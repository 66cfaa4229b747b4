using System.Threading.Channels;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Instances;
using InvestBot.Storage.Outbox;
using InvestBot.Storage.Rows;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace InvestBot.Storage.Journal;

/// <summary>
/// The one writer of an instance on this silo. Commits that arrive while one transaction is under way form the next:
/// under load many grains share one flush to disk, and alone a grain waits for nobody.
/// </summary>
internal sealed class JournalWriter : IAsyncDisposable
{
    private const int LargestGroup = 256;
    private const int Queue = 4096;

    private readonly InstanceDatabase _database;
    private readonly OutboxAnnouncer _announcer;
    private readonly GroupTransaction _transaction;
    private readonly EquityMonths _months;
    private readonly ILogger _logger;
    private readonly Channel<SealedCommit> _commits = Channel.CreateBounded<SealedCommit>(
        new BoundedChannelOptions(Queue) { SingleReader = true });

    private readonly Task _loop;

    internal JournalWriter(InstanceDatabase database, OutboxAnnouncer announcer, TimeProvider time, ILogger logger)
    {
        _database = database;
        _announcer = announcer;
        _logger = logger;
        _transaction = new GroupTransaction(database, time);
        _months = new EquityMonths(database);
        _loop = Task.Run(RunAsync);
    }

    internal async Task<long> CommitAsync(GrainCommit commit)
    {
        SealedCommit member = new(commit, _database.Keys);
        try
        {
            await _commits.Writer.WriteAsync(member);
        }
        catch (ChannelClosedException closed)
        {
            throw new CommitRefusedException($"The database of '{_database.Name}' is closed.", closed);
        }

        return await member.Done;
    }

    private async Task RunAsync()
    {
        List<SealedCommit> group = [];
        while (await _commits.Reader.WaitToReadAsync())
        {
            while (group.Count < LargestGroup && _commits.Reader.TryRead(out SealedCommit? member))
                group.Add(member);
            await WriteAsync(group);
            group.Clear();
        }
    }

    private async Task WriteAsync(List<SealedCommit> group)
    {
#pragma warning disable CA1031 // Whatever goes wrong reaches each waiting grain; the loop itself must live on.
        try
        {
            await _months.KeepAsync(group);
            (IReadOnlyList<SealedCommit> accepted, IReadOnlyList<(SealedCommit Member, CommitConflictException Conflict)> conflicting) = await _transaction.RunAsync(group);
            _announcer.Announce(_database.Name, [.. accepted.SelectMany(member => member.Commit.Outbox)]);
            if (accepted.Any(member => member.Commit.Events.Count > 0))
                _announcer.AnnounceJournal(_database.Name, _transaction.LastSequence);
            // Somebody else has written: a process that is dead by now, say, and nobody was told of its messages.
            if (conflicting.Count > 0)
                _announcer.AnnounceUncertain(_database.Name);
            foreach ((SealedCommit member, CommitConflictException conflict) in conflicting)
                member.Fail(conflict);
            foreach (SealedCommit member in accepted)
                member.Succeed();
        }
        catch (CommitRefusedException refused) when (group.Count > 1 && IsFaultOfOneMember(refused))
        {
            foreach (SealedCommit member in group)
                await WriteAsync([member]);
        }
        catch (Exception exception)
        {
            _announcer.AnnounceTrouble(_database.Name, exception);
            // Whatever broke after the commit was sent may have left messages that nobody was told of.
            if (exception is not CommitRefusedException)
                _announcer.AnnounceUncertain(_database.Name);
            if (exception is CommitUnknownException)
                Log.OutcomeUnknown(_logger, _database.Name, group.Count, exception);
            else
                Log.CommitRefused(_logger, _database.Name, group.Count, exception);
            foreach (SealedCommit member in group)
                member.Fail(exception);
        }
#pragma warning restore CA1031
    }

    /// <summary>Bad data (class 22) or a broken constraint (class 23): the others can do without the one who brought it.</summary>
    private static bool IsFaultOfOneMember(CommitRefusedException refused) =>
        refused.InnerException is PostgresException { SqlState: ['2', '2' or '3', ..] };

    public async ValueTask DisposeAsync()
    {
        _commits.Writer.TryComplete();
        await _loop;
    }
}
