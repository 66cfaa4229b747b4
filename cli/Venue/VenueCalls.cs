using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Exchanges.Paper;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Silo.Paper;

namespace InvestBot.Cli.Venue;

/// <summary>What the paper venue's process does with a call: the same book as in the server, over bars of its own.</summary>
internal sealed class VenueCalls(PaperExchange paper, VenueMarkets markets)
{
    public async Task<byte[]> OpenAsync(ReadOnlyMemory<byte> call)
    {
        var asked = DomainJson.Read<OpenCall>(call);
        await paper.OpenAsync(asked.Account, asked.Cash, asked.Settings, CancellationToken.None);
        return [];
    }

    public async Task<byte[]> RoundAsync(ReadOnlyMemory<byte> call)
    {
        var asked = DomainJson.Read<RoundCall>(call);
        var round = markets.Round(asked);
        return DomainJson.Bytes(new RoundAnswer(asked.OpenTime is null
            ? await paper.OnEndAsync(asked.Account, round, CancellationToken.None)
            : await paper.OnRoundAsync(asked.Account, round, CancellationToken.None)));
    }

    public async Task<byte[]> SendAsync(ReadOnlyMemory<byte> call)
    {
        var asked = DomainJson.Read<SendCall>(call);
        await paper.SendAsync(asked.Account, asked.Request, asked.At, CancellationToken.None);
        return [];
    }

    public async Task<byte[]> EventsAsync(string account, long after) =>
        DomainJson.Bytes((await paper.EventsAfterAsync(new AccountId(account), after, CancellationToken.None)).ToImmutableArray());

    public async Task<byte[]> SnapshotAsync(string account) => DomainJson.Bytes(await paper.SnapshotAsync(new AccountId(account), CancellationToken.None));
}
