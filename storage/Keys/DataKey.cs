namespace InvestBot.Storage.Keys;

/// <summary>A key of one instance: <see cref="IndexId"/> names the index key, which never changes; a data key counts from 1 and can be retired.</summary>
internal sealed record DataKey(int Id, byte[] Secret)
{
    internal const int IndexId = 0;
}
