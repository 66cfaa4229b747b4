using InvestBot.Domain.Identity;
using InvestBot.Domain.Orders;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Storage.Journal;

namespace InvestBot.Grains.Tests.Worlds;

/// <summary>What an instance's journal tells of its trading.</summary>
internal static class Histories
{
    internal static async Task<List<string>> FillsAsync(this Durable durable, string instance, DateTimeOffset before)
    {
        var fills = new List<string>();
        await foreach (var row in ReadAsync<FillRow>(durable, instance, "fill"))
            if (row.At < before) fills.Add(FormattableString.Invariant($"{row.OrderId} {row.Side} {row.Quantity:0.########} @ {row.Price:0.############} fee {row.Commission:0.##########} {row.At:u} {row.Reason}"));
        return fills;
    }

    /// <summary>All records of a kind, oldest first.</summary>
    internal static async Task<List<T>> RecordsAsync<T>(this Durable durable, InstanceId instance, string kind)
    {
        var records = new List<T>();
        await foreach (var record in ReadAsync<T>(durable, instance.ToString(), kind)) records.Add(record);
        return records;
    }

    /// <summary>What all records refer to.</summary>
    internal static async Task<HashSet<string>> RefsAsync(this Durable durable, InstanceId instance)
    {
        HashSet<string> refs = [];
        for (long after = 0; ;)
        {
            var page = await durable.Storage.PageAsync(instance.ToString(), new JournalQuery { After = after, Limit = 1000 }, CancellationToken.None);
            refs.UnionWith(page.Select(record => record.Event.Ref));
            if (page.Count < 1000) return refs;
            after = page[^1].Sequence;
        }
    }

    /// <summary>Fills that bought, oldest first.</summary>
    internal static async Task<List<FillRow>> EntriesAsync(this Durable durable, InstanceId instance) =>
        [.. (await durable.RecordsAsync<FillRow>(instance, "fill")).Where(fill => fill.Side == Side.Buy)];

    private static async IAsyncEnumerable<T> ReadAsync<T>(Durable durable, string instance, string kind)
    {
        for (long after = 0; ;)
        {
            var page = await durable.Storage.PageAsync(instance, new JournalQuery { After = after, Kind = kind, Limit = 1000 }, CancellationToken.None);
            foreach (var record in page)
            {
                yield return DomainJson.Read<T>(record.Event.Data);
                after = record.Sequence;
            }
            if (page.Count < 1000) yield break;
        }
    }
}
