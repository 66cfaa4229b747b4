using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Values;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Fleet;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.Grains.Keeping;
using InvestBot.Storage.Commits;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Grains.Fleet;

/// <summary>What the fleet keeps.</summary>
/// <param name="Members">The instances, by name.</param>
/// <param name="EmergencyStopped">True from an emergency stop until its reset.</param>
/// <param name="Breaker">Why no instance may enter, if so.</param>
/// <param name="Owed">What stopped the fleet and has not reached these instances yet.</param>
public sealed record FleetKept(ImmutableSortedDictionary<string, MemberKept> Members, bool EmergencyStopped, string? Breaker, ImmutableSortedDictionary<string, BotCommand>? Owed = null)
{
    internal static ImmutableSortedDictionary<string, BotCommand> Nothing { get; } = ImmutableSortedDictionary<string, BotCommand>.Empty.WithComparers(StringComparer.Ordinal);

    internal FleetKept Owing(BotCommand command) => this with { Owed = Nothing.AddRange(Members.Keys.Select(name => KeyValuePair.Create(name, command))) };
}

/// <summary>What the fleet knows of an instance.</summary>
public sealed record MemberKept(string Preset, Money? Equity, Money? DayStart, int OpenPositions);

/// <summary>The fleet's limits, from the specification.</summary>
public static class FleetLimits
{
    /// <summary>Open positions of all instances together.</summary>
    public const int OpenPositions = 50;

    /// <summary>Loss of all instances together within a trading day.</summary>
    public static Ratio DailyLoss => Ratio.Percent(10);
}

/// <summary>Registry, fleet-wide limits, and commands to all.</summary>
[GrainType(Addresses.Fleet)]
public sealed class FleetGrain([PersistentState("fleet")] IPersistentState<Stored<FleetKept>> store, TimeProvider time)
    : KeepingGrain<FleetKept>(Addresses.Fleet, store), IFleetGrain
{
    private const string Unanswered = "failed";
    private const string Breaking = "the fleet's breaker";

    private FleetKept Now => Kept ?? new FleetKept(ImmutableSortedDictionary<string, MemberKept>.Empty.WithComparers(StringComparer.Ordinal), false, null);

    /// <inheritdoc/>
    public async Task<Outcome> Register(InstanceId instance, string preset)
    {
        if (!Now.Members.ContainsKey(instance.ToString()))
            await Commit(Next(Now with { Members = Now.Members.SetItem(instance.ToString(), new MemberKept(preset, null, null, 0)) }));
        return Outcome.Done;
    }

    /// <inheritdoc/>
    public async Task Remove(InstanceId instance)
    {
        if (Now.Members.ContainsKey(instance.ToString())) await Commit(Next(Now with { Members = Now.Members.Remove(instance.ToString()), Owed = Now.Owed?.Remove(instance.ToString()) }));
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<InstanceOutcome>> Tell(BotCommand command, string by)
    {
        var at = time.GetUtcNow();
        // Kept first: whatever is cut off half-way, or did not answer, is asked again.
        if (command == BotCommand.EmergencyStop)
            await Commit(Next(Now.Owing(command) with { EmergencyStopped = true }).Record("log", "", at, new LogRecord("warning", $"Emergency stop of the fleet by {by}.", at)));
        if (command == BotCommand.Reset)
            await Commit(Next(Now with { EmergencyStopped = false, Breaker = null, Owed = null }).Record("log", "", at, new LogRecord("info", $"The fleet was reset by {by}.", at)));
        if (command is BotCommand.Resume or BotCommand.Start && Now.Breaker is not null)
            await Commit(Next(Now with { Breaker = null, Owed = Now.EmergencyStopped ? Now.Owed : null }));
        var answers = await TellAll(command, by);
        await Forget(answers, command);
        return answers;
    }

    /// <inheritdoc/>
    public async Task Settle(InstanceId instance)
    {
        if (Now.Owed is null || !Now.Owed.TryGetValue(instance.ToString(), out var command)) return;
        await Forget([await TellOne(instance, command, command == BotCommand.Pause ? Breaking : "the fleet's emergency stop")], command);
    }

    /// <inheritdoc/>
    public async Task Receive(FactBatch batch)
    {
        string? opened = null;
        await Apply(batch, (next, fact) =>
        {
            next.Value ??= Now;
            if (fact is not Fact.Standing standing || !next.Value.Members.TryGetValue(standing.Instance.ToString(), out var member)) return;
            member = member with { Equity = standing.Equity, DayStart = standing.DayStart, OpenPositions = standing.OpenPositions };
            next.Value = next.Value with { Members = next.Value.Members.SetItem(standing.Instance.ToString(), member) };
            if (next.Value.Breaker is not null || Breached(next.Value) is not { } breach) return;
            opened = breach;
            var at = time.GetUtcNow();
            next.Value = (next.Value.EmergencyStopped ? next.Value : next.Value.Owing(BotCommand.Pause)) with { Breaker = breach };
            next.Record("log", "", at, new LogRecord("warning", breach, at));
        });
        if (opened is not null) await Forget(await TellAll(BotCommand.Pause, Breaking), BotCommand.Pause);
    }

    /// <inheritdoc/>
    public Task<FleetView> View() => Task.FromResult(new FleetView(
        [.. Now.Members.Select(member => new FleetMember(new InstanceId(member.Key), member.Value.Preset, member.Value.Equity, member.Value.OpenPositions))],
        Now.EmergencyStopped, Now.Breaker));

    private static string? Breached(FleetKept fleet)
    {
        var open = fleet.Members.Values.Sum(member => member.OpenPositions);
        if (open > FleetLimits.OpenPositions) return $"{open} positions are open in the fleet; the limit is {FleetLimits.OpenPositions}. All instances are paused.";
        // Dollars and dollar stablecoins are added one to one.
        var start = fleet.Members.Values.Sum(member => member.DayStart?.Amount ?? 0m);
        var now = fleet.Members.Values.Sum(member => member.Equity?.Amount ?? member.DayStart?.Amount ?? 0m);
        return start > 0m && now <= start * (1m - FleetLimits.DailyLoss.Value)
            ? $"The fleet lost {new Ratio(1m - (now / start))} today; the limit is {FleetLimits.DailyLoss}. All instances are paused."
            : null;
    }

    // Whoever answered, were it with a refusal, was reached.
    private async Task Forget(IReadOnlyCollection<InstanceOutcome> answers, BotCommand command)
    {
        if (Now.Owed is not { } owed) return;
        var left = owed.RemoveRange(answers
            .Where(answer => answer.Outcome.Code != Unanswered && owed.TryGetValue(answer.Instance.ToString(), out var due) && due == command)
            .Select(answer => answer.Instance.ToString()));
        if (left.Count != owed.Count) await Commit(Next(Now with { Owed = left }));
    }

    private async Task<ImmutableArray<InstanceOutcome>> TellAll(BotCommand command, string by) =>
        [.. await Task.WhenAll(Now.Members.Keys.Select(name => TellOne(new InstanceId(name), command, by)))];

    private async Task<InstanceOutcome> TellOne(InstanceId instance, BotCommand command, string by)
    {
#pragma warning disable CA1031 // One instance's fault must not keep the command from the others; its answer says so.
        try
        {
            return new InstanceOutcome(instance, await GrainFactory.GetGrain<IBotGrain>(GrainKeys.Of(instance)).Tell(command, by));
        }
        catch (Exception exception)
        {
            return new InstanceOutcome(instance, new Outcome(Unanswered, $"'{instance}' did not answer: {exception.Message}"));
        }
#pragma warning restore CA1031
    }
}
