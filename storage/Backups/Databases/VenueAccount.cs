using System.Text.Json;
using System.Text.Json.Serialization;
using InvestBot.Domain.Identity;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Keys;
using InvestBot.Storage.Paper;
using Npgsql;

namespace InvestBot.Storage.Backups.Databases;

/// <summary>
/// An instance's paper account as the control database keeps it: the venue's book and events, and the fleet's grains of that account.
/// They are one with the instance: who sets the instance back without them makes its books differ from the venue's.
/// </summary>
/// <param name="Book">The venue's book; null when the account was never opened.</param>
/// <param name="Version">The book's version.</param>
/// <param name="Grains">States of the fleet's grains that are keyed by the account, by address.</param>
internal sealed record VenueAccount(byte[]? Book, long Version, IReadOnlyList<AccountGrainState> Grains)
{
    /// <summary>Reads it as the connection's transaction sees it; the events come apart, see <see cref="EventsAsync"/>.</summary>
    internal static async Task<VenueAccount> ReadAsync(NpgsqlConnection connection, DataKeyRing keys, string instance, CancellationToken cancellationToken)
    {
        string account = Of(instance);
        PaperBook? book = await PaperBookStore.LoadAsync(connection, keys, account);
        List<AccountGrainState> grains = [];
        await foreach ((GrainAddress grain, GrainRecord record) in PostgresCommits.ReadAllAsync(connection, keys, cancellationToken))
        {
            if (grain.Key == account && record.Data is { } data)
                grains.Add(new AccountGrainState(grain.Text, data.ToArray()));
        }

        return new VenueAccount(book?.Data.ToArray(), book?.Version ?? 0, grains);
    }

    /// <summary>The name of an instance's account.</summary>
    internal static string Of(string instance) => AccountId.Paper(new InstanceId(instance)).Value;

    /// <summary>Writes the venue's events as lines of JSON.</summary>
    internal static async Task EventsAsync(NpgsqlConnection connection, DataKeyRing keys, string instance, Stream output, CancellationToken cancellationToken)
    {
        const int Page = 1000;
        string account = Of(instance);
        long after = 0;
        while (true)
        {
            IReadOnlyList<PaperEvent> page = await PaperBookStore.ReadEventsAsync(connection, keys, account, after, Page);
            foreach (PaperEvent item in page)
            {
                byte[] line = JsonSerializer.SerializeToUtf8Bytes(new VenueEventLine(item.Sequence, item.At, item.Kind, item.Data.ToArray()), VenueJson.Default.VenueEventLine);
                await output.WriteAsync((byte[])[.. line, (byte)'\n'], cancellationToken);
            }

            if (page.Count < Page)
                return;
            after = page[^1].Sequence;
        }
    }

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, VenueJson.Default.VenueAccount);

    internal static VenueAccount Parse(ReadOnlySpan<byte> bytes) =>
        JsonSerializer.Deserialize(bytes, VenueJson.Default.VenueAccount) ?? throw new JsonException("The account is null.");
}

/// <summary>A grain of the fleet that is keyed by an account.</summary>
internal sealed record AccountGrainState(string Address, byte[] Data);

/// <summary>One event of the paper venue in a backup.</summary>
internal sealed record VenueEventLine(long Sequence, DateTimeOffset At, string Kind, byte[] Data);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VenueAccount))]
[JsonSerializable(typeof(VenueEventLine))]
internal sealed partial class VenueJson : JsonSerializerContext;
