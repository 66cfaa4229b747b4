using System.Text.Json;
using InvestBot.Storage.Backups.Databases;
using InvestBot.Storage.Backups.Files;

namespace InvestBot.Storage.Backups;

/// <summary>The small parts of a backup, in memory.</summary>
internal static class BackupParts
{
    internal static byte[] Bytes(BackedKey[] keys) => JsonSerializer.SerializeToUtf8Bytes(keys, BackupJson.Default.BackedKeyArray);

    internal static async Task<BackedKey[]> KeysAsync(Stream part, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize(await AllAsync(part, cancellationToken), BackupJson.Default.BackedKeyArray) ?? throw new JsonException("There are no keys.");

    internal static async Task<VenueAccount> AccountAsync(Stream part, CancellationToken cancellationToken) =>
        VenueAccount.Parse(await AllAsync(part, cancellationToken));

    private static async Task<byte[]> AllAsync(Stream part, CancellationToken cancellationToken)
    {
        using MemoryStream memory = new();
        await part.CopyToAsync(memory, cancellationToken);
        return memory.ToArray();
    }
}
