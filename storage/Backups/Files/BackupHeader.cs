using System.Text.Json;
using System.Text.Json.Serialization;

namespace InvestBot.Storage.Backups.Files;

/// <summary>A table of a backup.</summary>
/// <param name="Name">Its name in the schema <c>public</c>.</param>
/// <param name="Columns">Its columns in the order of the content.</param>
/// <param name="Rows">How many rows it had at the moment of the backup.</param>
public sealed record BackupTable(string Name, IReadOnlyList<string> Columns, long Rows);

/// <summary>What a backup says of itself in plain text. No secret is in it; every frame after it is bound to its bytes.</summary>
/// <param name="Id">A random name, 32 hexadecimal digits.</param>
/// <param name="Instance">Whose database it is.</param>
/// <param name="Kind">Why it was made.</param>
/// <param name="At">The moment that it shows, machine time.</param>
/// <param name="Schema">The number of the schema's last step.</param>
/// <param name="Sequence">The journal's last sequence.</param>
/// <param name="Head">The hash at the journal's head, hexadecimal; empty for an empty journal.</param>
/// <param name="DatabaseBytes">The size of the database on the server's disk.</param>
/// <param name="Tables">What it holds.</param>
/// <param name="KeyMark">Tells which master key opens it, without telling the key.</param>
/// <param name="Key">The key of its frames, wrapped by the master key, in base64.</param>
/// <param name="Control">The number of the control database's own schema, in a backup of the fleet; null in one of an instance.</param>
public sealed record BackupHeader(
    string Id,
    string Instance,
    BackupKind Kind,
    DateTimeOffset At,
    int Schema,
    long Sequence,
    string Head,
    long DatabaseBytes,
    IReadOnlyList<BackupTable> Tables,
    string KeyMark,
    string Key,
    int? Control = null)
{
    /// <summary>Rows of all tables.</summary>
    [JsonIgnore]
    public long Rows => Tables.Sum(table => table.Rows);

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, BackupJson.Default.BackupHeader);

    /// <exception cref="JsonException">It is no such header.</exception>
    internal static BackupHeader Parse(ReadOnlySpan<byte> bytes)
    {
        BackupHeader header = JsonSerializer.Deserialize(bytes, BackupJson.Default.BackupHeader) ?? throw new JsonException("The header is null.");
        return header is { Id: not null, Instance: not null, Head: not null, Tables: not null, KeyMark: not null, Key: not null } ? header : throw new JsonException("The header is incomplete.");
    }
}

/// <summary>Why a backup was made.</summary>
public enum BackupKind
{
    /// <summary>By the daily reminder.</summary>
    Daily,

    /// <summary>A person asked for it.</summary>
    Manual,

    /// <summary>Before a restore in place, so that what it replaces is not lost.</summary>
    Replaced,

    /// <summary>Taken from a server that was recovered to a point in time.</summary>
    Point,

    /// <summary>Before its database was brought to a newer schema.</summary>
    Migration,
}

/// <summary>A key of the instance as the control database keeps it: wrapped by the master key.</summary>
internal sealed record BackedKey(int Id, byte[] Wrapped, DateTimeOffset CreatedAt, DateTimeOffset? RetiredAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BackupHeader))]
[JsonSerializable(typeof(BackedKey[]))]
internal sealed partial class BackupJson : JsonSerializerContext;
