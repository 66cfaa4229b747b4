using System.Text.Json.Nodes;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Venues;
using InvestBot.Exchanges.Venues;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Json;
using InvestBot.Simulation.Processes;
using InvestBot.Storage.Commits;
using InvestBot.Storage.Outbox;

namespace InvestBot.Simulation.Tests.Mutations;

/// <summary>Mistakes that a change of the production code could make, planted between the grains and the world.</summary>
internal static class Mutation
{
    /// <summary>Requests go to the venue before the commit that decided them.</summary>
    internal static Seams SendsBeforeCommit => new() { Commits = (inner, _, venue) => new EagerCommits(inner, venue) };

    /// <summary>A fill that the venue tells of twice is booked twice: as if ids of fills were not looked at.</summary>
    internal static Seams BooksEveryFill => new() { Venue = inner => new ForgetfulVenue(inner) };

    /// <summary>A breaker lives in memory alone.</summary>
    internal static Seams ForgetsBreaker => new()
    {
        Commits = (inner, _, _) => new ChangedStates(inner, "risk", state =>
        {
            state.Remove("halt");
            state["consecutiveLosses"] = 0;
        }),
    };

    /// <summary>The day's count of entries lives in memory alone.</summary>
    internal static Seams ForgetsDayCount => new() { Commits = (inner, _, _) => new ChangedStates(inner, "risk", state => state["tradesToday"] = 0) };

    /// <summary>Messages leave the outbox as soon as they are in it.</summary>
    internal static Seams AcknowledgesUndelivered => new() { Commits = (inner, outbox, _) => new HastyCommits(inner, outbox) };

    /// <summary>An order that the venue did not answer is taken for refused, and sent again under a new id.</summary>
    internal static Seams SendsAgainUnderANewId => new() { Venue = inner => new ImpatientVenue(inner) };

    /// <summary>An order that the venue did not answer is taken for accepted.</summary>
    internal static Seams TakesSilenceForAnAnswer => new() { Venue = inner => new TrustingVenue(inner) };

    /// <summary>The database takes a state whatever version its writer had read.</summary>
    internal static Seams IgnoresVersions => new() { Commits = (inner, _, _) => new UnfencedCommits(inner) };

    /// <summary>A commit whose answer was lost is taken for one that did not happen, and written again.</summary>
    internal static Seams WritesLostCommitsAgain => new() { Commits = (inner, _, _) => new RepeatingCommits(inner) };

    private abstract class Commits(ICommitStore inner) : ICommitStore
    {
        protected ICommitStore Inner => inner;

        public Task<GrainRecord?> ReadAsync(string instance, GrainAddress grain, CancellationToken cancellationToken) => inner.ReadAsync(instance, grain, cancellationToken);

        public IAsyncEnumerable<KeyValuePair<GrainAddress, GrainRecord>> ReadAllAsync(string instance, CancellationToken cancellationToken) => inner.ReadAllAsync(instance, cancellationToken);

        public abstract Task<long> CommitAsync(string instance, GrainCommit commit);
    }

    private abstract class Venue(IExchange inner) : IExchange
    {
        protected IExchange Inner => inner;

        public virtual Task SendAsync(AccountId account, VenueRequest request, DateTimeOffset at, CancellationToken cancellationToken) => inner.SendAsync(account, request, at, cancellationToken);

        public virtual Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken) => inner.EventsAfterAsync(account, number, cancellationToken);

        public Task<VenueSnapshot> SnapshotAsync(AccountId account, CancellationToken cancellationToken) => inner.SnapshotAsync(account, cancellationToken);
    }

    private sealed class EagerCommits(ICommitStore inner, Func<IExchange> venue) : Commits(inner)
    {
        public override async Task<long> CommitAsync(string instance, GrainCommit commit)
        {
            foreach (var message in commit.Outbox.Where(message => message.Kind == "venue.request"))
            {
                var request = (Fact.Request)DomainJson.Read<Fact>(message.Data);
                await venue().SendAsync(new AccountId($"paper-{instance}"), request.Asked, request.At, CancellationToken.None);
            }
            return await Inner.CommitAsync(instance, commit);
        }
    }

    private sealed class HastyCommits(ICommitStore inner, IOutboxStore outbox) : Commits(inner)
    {
        public override async Task<long> CommitAsync(string instance, GrainCommit commit)
        {
            var version = await Inner.CommitAsync(instance, commit);
            if (commit.Outbox.Count > 0) await outbox.AcknowledgeAsync(instance, [.. commit.Outbox], CancellationToken.None);
            return version;
        }
    }

    private sealed class UnfencedCommits(ICommitStore inner) : Commits(inner)
    {
        public override async Task<long> CommitAsync(string instance, GrainCommit commit)
        {
            while (true)
            {
                try
                {
                    return await Inner.CommitAsync(instance, commit);
                }
                catch (CommitConflictException conflict)
                {
                    commit = commit with { ExpectedVersion = conflict.Actual };
                }
            }
        }
    }

    private sealed class RepeatingCommits(ICommitStore inner) : Commits(inner)
    {
        public override async Task<long> CommitAsync(string instance, GrainCommit commit)
        {
            try
            {
                return await Inner.CommitAsync(instance, commit);
            }
            catch (CommitUnknownException)
            {
                var there = await Inner.ReadAsync(instance, commit.Grain, CancellationToken.None);
                return await Inner.CommitAsync(instance, commit with { ExpectedVersion = there?.Version ?? 0 });
            }
        }
    }

    private sealed class ChangedStates(ICommitStore inner, string type, Action<JsonObject> change) : Commits(inner)
    {
        public override Task<long> CommitAsync(string instance, GrainCommit commit)
        {
            if (commit.Grain.Type != type || commit.Data is not { } data) return Inner.CommitAsync(instance, commit);
            var state = JsonNode.Parse(data.Span)!;
            change(state["value"]!["state"]!.AsObject());
            return Inner.CommitAsync(instance, commit with { Data = System.Text.Encoding.UTF8.GetBytes(state.ToJsonString()) });
        }
    }

    private sealed class ForgetfulVenue(IExchange inner) : Venue(inner)
    {
        public override async Task<IReadOnlyList<VenueMessage>> EventsAfterAsync(AccountId account, long number, CancellationToken cancellationToken)
        {
            HashSet<FillId> before = [.. (await Inner.EventsAfterAsync(account, 0, cancellationToken)).Where(message => message.Number <= number).Select(message => message.Event).OfType<VenueEvent.Filled>().Select(filled => filled.Fill.Id)];
            return [.. (await Inner.EventsAfterAsync(account, number, cancellationToken)).Select(message => message.Event is VenueEvent.Filled filled && !before.Add(filled.Fill.Id)
                ? message with { Event = filled with { Fill = filled.Fill with { Id = new FillId($"{filled.Fill.Id}-again-{message.Number}") } } }
                : message)];
        }
    }

    private sealed class ImpatientVenue(IExchange inner) : Venue(inner)
    {
        public override async Task SendAsync(AccountId account, VenueRequest request, DateTimeOffset at, CancellationToken cancellationToken)
        {
            try
            {
                await Inner.SendAsync(account, request, at, cancellationToken);
            }
            catch (TimeoutException) when (request is VenueRequest.Submit)
            {
                var intent = ((VenueRequest.Submit)request).Intent;
                await Inner.SendAsync(account, new VenueRequest.Submit(intent with { Id = new ClientOrderId($"{intent.Id}-r") }), at, cancellationToken);
            }
        }
    }

    private sealed class TrustingVenue(IExchange inner) : Venue(inner)
    {
        public override async Task SendAsync(AccountId account, VenueRequest request, DateTimeOffset at, CancellationToken cancellationToken)
        {
            try
            {
                await Inner.SendAsync(account, request, at, cancellationToken);
            }
            catch (TimeoutException)
            {
                return;
            }
        }
    }
}
