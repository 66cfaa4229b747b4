using InvestBot.Domain.Bots;
using InvestBot.Domain.Exits;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Risk;
using InvestBot.Domain.Signals;
using InvestBot.Domain.Values;

namespace InvestBot.Domain.Rounds;

/// <summary>A candidate on its way to an order: what risk is asked, and what is sent once it agrees.</summary>
/// <param name="Signal">The wish.</param>
/// <param name="Plan">How the trade will be left.</param>
/// <param name="Proposal">What risk is asked.</param>
public sealed record PlannedEntry(Signal Signal, ExitPlan Plan, EntryProposal Proposal)
{
    /// <summary>The entry's order id; it names the trade.</summary>
    public ClientOrderId Id => Proposal.Id;

    /// <summary>The trade that it will open.</summary>
    public TradeId Trade => new(Proposal.Id.Value);

    /// <summary>Where its exits stand until the first fill.</summary>
    public ExitState Awaiting => ExitState.Awaiting(Trade, Plan);

    /// <summary>Plans the entry of a candidate.</summary>
    /// <param name="candidate">Passed the filters.</param>
    /// <param name="configuration">The instance's; its universe holds the candidate's instrument.</param>
    /// <param name="instrument">The candidate's.</param>
    /// <param name="epoch">The instance's.</param>
    /// <param name="round">Market time.</param>
    /// <exception cref="ArgumentOutOfRangeException">The instrument is not in the universe.</exception>
    public static PlannedEntry For(Candidate candidate, BotConfiguration configuration, Instrument instrument, int epoch, DateTimeOffset round)
    {
        var signal = candidate.Signal;
        var plan = ExitPlan.For(signal, configuration.Exits, instrument);
        var id = ClientOrderIds.Entry(configuration.Id, epoch, round, configuration.Universe.IndexOf(instrument.Id));
        return new PlannedEntry(signal, plan, new EntryProposal(id, instrument, signal.Entry, plan.Stop, plan.Target, candidate.Bar.Volume, configuration.Paper.RoundTrip, null, round) { Confidence = Ratio.FromEstimate(signal.Confidence) });
    }

    /// <summary>The orders at the quantity that risk agreed to.</summary>
    public Bracket Bracket(Quantity quantity) =>
        Orders.Bracket.Long(Id, Proposal.Instrument.Id, quantity, Plan.Stop, Plan.Target, string.Join(' ', Signal.Reasons), Proposal.Round);
}
