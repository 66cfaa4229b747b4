using InvestBot.Domain.Identity;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Venues;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Storage.Commits;

namespace InvestBot.Cli.Chaos.Planted;

/// <summary>Sends before it commits. Behind the first entry it waits for the blow.</summary>
internal sealed class EagerCommits(ICommitStore commits, IExchange venue, Seam seam) : ICommitStore
{
    public Task<GrainRecord?> ReadAsync(string instance, GrainAddress grain, CancellationToken cancellationToken) => commits.ReadAsync(instance, grain, cancellationToken);

    public IAsyncEnumerable<KeyValuePair<GrainAddress, GrainRecord>> ReadAllAsync(string instance, CancellationToken cancellationToken) => commits.ReadAllAsync(instance, cancellationToken);

    public async Task<long> CommitAsync(string instance, GrainCommit commit)
    {
        foreach (var message in commit.Outbox)
        {
            if (DomainJson.Read<Fact>(message.Data) is not Fact.Request request) continue;
            await venue.SendAsync(AccountId.Paper(new InstanceId(instance)), request.Asked, request.At, CancellationToken.None);
            if (request.Asked is VenueRequest.SubmitBracket && seam.Reach()) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);
        }
        return await commits.CommitAsync(instance, commit);
    }
}
