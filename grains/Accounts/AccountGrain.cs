using System.Collections.Immutable;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;
using InvestBot.GrainInterfaces.Accounts;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.Grains.Keeping;
using InvestBot.Storage.Commits;
using Orleans;
using Orleans.Runtime;

namespace InvestBot.Grains.Accounts;

/// <summary>What an account keeps: one sub-ledger per instance.</summary>
public sealed record AccountKept(ImmutableSortedDictionary<string, SubLedger> Instances);

/// <summary>What one instance has at a shared account.</summary>
/// <param name="Cash">Deposit and cash flows.</param>
/// <param name="Holdings">Units by instrument, without zeros.</param>
public sealed record SubLedger(Money Cash, ImmutableSortedDictionary<InstrumentId, decimal> Holdings);

/// <summary>One venue account: how fast it may be asked, and whose its money is.</summary>
[GrainType(Addresses.Account)]
public sealed class AccountGrain([PersistentState("account")] IPersistentState<Stored<AccountKept>> store, TimeProvider time)
    : KeepingGrain<AccountKept>(Addresses.Account, store), IAccountGrain
{
    // The paper venue's own limit: 100 requests a second, and 100 at once.
    private const double PerSecond = 100;
    private const double Burst = 100;

    private double _tokens = Burst;
    private DateTimeOffset _filled = time.GetUtcNow();

    private AccountKept Now => Kept ?? new AccountKept(ImmutableSortedDictionary<string, SubLedger>.Empty.WithComparers(StringComparer.Ordinal));

    /// <inheritdoc/>
    public async Task Join(InstanceId instance, Money deposit)
    {
        if (Now.Instances.ContainsKey(instance.ToString())) return;
        await Commit(Next(new AccountKept(Now.Instances.SetItem(instance.ToString(), new SubLedger(deposit, ImmutableSortedDictionary<InstrumentId, decimal>.Empty)))));
    }

    /// <inheritdoc/>
    public Task<TimeSpan> Permit()
    {
        var now = time.GetUtcNow();
        _tokens = Math.Min(Burst, _tokens + (Math.Max(0, (now - _filled).TotalSeconds) * PerSecond)) - 1;
        _filled = now;
        return Task.FromResult(_tokens >= 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(-_tokens / PerSecond));
    }

    /// <inheritdoc/>
    public Task Receive(FactBatch batch) => Apply(batch, (next, fact) =>
    {
        next.Value ??= Now;
        if (fact is not Fact.Filled(var instance, var fill)) return;
        var key = instance.ToString();
        var ledger = next.Value.Instances.GetValueOrDefault(key) ?? new SubLedger(Money.Zero(fill.Commission.Currency), ImmutableSortedDictionary<InstrumentId, decimal>.Empty);
        var units = ledger.Holdings.GetValueOrDefault(fill.Instrument) + (fill.Side == Side.Buy ? fill.Quantity.Value : -fill.Quantity.Value);
        ledger = new SubLedger(ledger.Cash + fill.CashFlow, units == 0m ? ledger.Holdings.Remove(fill.Instrument) : ledger.Holdings.SetItem(fill.Instrument, units));
        next.Value = new AccountKept(next.Value.Instances.SetItem(key, ledger));
    });

    /// <inheritdoc/>
    public Task<ImmutableArray<string>> Reconcile(VenueSnapshot snapshot)
    {
        var differences = ImmutableArray.CreateBuilder<string>();
        var cash = Now.Instances.Values.Aggregate(Money.Zero(snapshot.Cash.Currency), (sum, ledger) => sum + ledger.Cash);
        if (cash != snapshot.Cash) differences.Add($"Cash: {cash} here, {snapshot.Cash} at the venue.");
        foreach (var instrument in Now.Instances.Values.SelectMany(ledger => ledger.Holdings.Keys).Concat(snapshot.Holdings.Keys).Distinct().Order())
        {
            var mine = Now.Instances.Values.Sum(ledger => ledger.Holdings.GetValueOrDefault(instrument));
            var theirs = snapshot.Holdings.TryGetValue(instrument, out var quantity) ? quantity.Value : 0m;
            if (mine != theirs) differences.Add($"{instrument.Symbol}: {mine} units here, {theirs} at the venue.");
        }
        return Task.FromResult(differences.ToImmutable());
    }
}
