using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Exchanges.Paper;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Accounts;
using InvestBot.Grains.Bots;
using InvestBot.Grains.Keeping;
using InvestBot.Grains.Tokens;
using InvestBot.Storage.Backups;
using InvestBot.Storage.Backups.Files;
using InvestBot.Storage.Commits;

namespace InvestBot.Silo.Restores;

/// <summary>What changes in the states of a restored instance: its epoch, the numbers of its messages, and its name when it gets another.</summary>
/// <param name="names">The name that it had, and that it gets.</param>
/// <param name="current">The epoch that the instance is in, as far as is known; 0 otherwise.</param>
/// <param name="backedUp">The moment of the backup.</param>
/// <param name="now">Machine time.</param>
internal sealed class RestoreChanges(RestoreNames names, int current, DateTimeOffset backedUp, DateTimeOffset now) : IRestoreChanges
{
    private readonly int _epoch = RestoreEpoch.After(now, current);
    private readonly HashSet<GrainAddress> _grains = [];
    private BotKept? _bot;

    /// <summary>The grains that have a state in the backup, under their new addresses.</summary>
    internal IReadOnlyCollection<GrainAddress> Grains => _grains;

    /// <summary>What the bot is after it.</summary>
    /// <exception cref="BackupException">The backup has no bot: the instance was never made wholly.</exception>
    internal BotKept Bot => _bot ?? throw new BackupException($"The backup of '{names.From}' has no configuration: the instance was never made wholly. Use another backup.");

    public RestoredGrain Grain(GrainAddress grain, ReadOnlyMemory<byte> data)
    {
        var after = grain with { Key = names.Key(grain.Type, grain.Key) };
        _grains.Add(after);
        return grain.Type switch
        {
            Addresses.Bot => new RestoredGrain(after, Change<BotKept>(data, Renewed), [Told(Bot.Epoch)]),
            Addresses.Token => new RestoredGrain(after, Change<TokenKept>(data, kept => kept with { Start = kept.Start with { Configuration = names.Of(kept.Start.Configuration) } }), []),
            Addresses.Account => new RestoredGrain(after, Change<AccountKept>(data, kept => new AccountKept(Renamed(kept.Instances))), []),
            _ => new RestoredGrain(after, RestoredStates.Renumbered(data, _epoch, names.Address), []),
        };
    }

    public OutboxMessage Message(OutboxMessage message) => message with
    {
        Source = names.Address(message.Source),
        Target = names.Address(message.Target),
        Data = DomainJson.Bytes(names.Of(DomainJson.Read<Fact>(message.Data))),
    };

    public ReadOnlyMemory<byte> Book(ReadOnlyMemory<byte> book)
    {
        var kept = DomainJson.Read<PaperBook>(book);
        return DomainJson.Bytes(kept with { Account = kept.Account with { Id = AccountId.Paper(names.To) } });
    }

    private byte[] Change<T>(ReadOnlyMemory<byte> data, Func<T, T> change)
    {
        var stored = KeptStates.Schemas.Read<Stored<T>>(data)!;
        return KeptStates.Schemas.Write(new Stored<T> { Value = change(stored.Value), OutboxSequence = RestoredStates.Jumped(stored.OutboxSequence, _epoch), Received = Renamed(stored.Received, names.Address) });
    }

    // What waited for approval was a proposal of then.
    private BotKept Renewed(BotKept kept) =>
        _bot = kept with { Configuration = names.Of(kept.Configuration), Epoch = Math.Max(_epoch, kept.Epoch + 1), Approvals = kept.Approvals.Clear() };

    private JournalEvent Told(int epoch)
    {
        var text = FormattableString.Invariant($"Restored from the backup of '{names.From}' of {backedUp.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC; its order ids are of epoch {epoch} from now on.");
        return new JournalEvent("log", 1, "", now, DomainJson.Bytes(new LogRecord("warning", text, now)));
    }

    private ImmutableSortedDictionary<string, T> Renamed<T>(ImmutableSortedDictionary<string, T> byName) =>
        Renamed(byName, name => name == names.From.ToString() ? names.To.ToString() : name);

    private static ImmutableSortedDictionary<string, T> Renamed<T>(ImmutableSortedDictionary<string, T> byName, Func<string, string> rename) => RestoredStates.Renamed(byName, rename);
}
