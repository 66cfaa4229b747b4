using System.Collections.Immutable;
using InvestBot.Domain.Bots;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Paper;
using InvestBot.Domain.Venues;

namespace InvestBot.Backtest.Runs;

/// <summary>A paper account that one instance trades with, or several share: one cash, one part of each bar's volume.</summary>
internal sealed class VenueAccount
{
    private readonly Timeframe _timeframe;
    private readonly PaperSettings _settings;
    private readonly Dictionary<ClientOrderId, VenueLoop> _owners = [];
    private readonly HashSet<InstrumentId> _busy = [];
    private readonly Dictionary<InstrumentId, DateTimeOffset> _matched = [];

    internal VenueAccount(PaperAccount account, Timeframe timeframe, PaperSettings settings) => (Books, _timeframe, _settings) = (account, timeframe, settings);

    /// <summary>The venue's books.</summary>
    internal PaperAccount Books { get; private set; }

    /// <summary>True while an order is at the venue.</summary>
    internal bool IsBusy => _busy.Count > 0;

    /// <summary>An account for an instance alone.</summary>
    internal static VenueAccount Of(BotConfiguration bot) => new(PaperAccount.Open(bot.Account, bot.Capital), bot.Timeframe, bot.Paper);

    /// <summary>Asks the venue; what it says to it.</summary>
    internal ImmutableArray<VenueEvent> Take(VenueRequest request, VenueLoop owner, DateTimeOffset now)
    {
        if (request is VenueRequest.SubmitBracket bracket)
            foreach (var order in bracket.Bracket.Orders) _owners[order.Id] = owner;
        else if (request is VenueRequest.Submit submit) _owners[submit.Intent.Id] = owner;
        (Books, var said) = PaperDesk.Take(Books, request, now);
        Remember();
        return said;
    }

    /// <summary>Matches what rests in an instrument against its bar, once for all who share the account.</summary>
    internal void Match(Instrument instrument, in Bar bar, DateTimeOffset now)
    {
        if (!_busy.Contains(instrument.Id) || (_matched.TryGetValue(instrument.Id, out var last) && last == now)) return;
        _matched[instrument.Id] = now;
        (Books, var said) = PaperMatching.OnBar(Books, instrument, in bar, _timeframe, _settings);
        Tell(said, now);
    }

    /// <summary>Fills what was decided at the close of a bar at that close.</summary>
    internal void MatchClose(Instrument instrument, in Bar bar, DateTimeOffset now)
    {
        if (!_busy.Contains(instrument.Id)) return;
        (Books, var said) = PaperMatching.AtSameClose(Books, instrument, in bar, _timeframe, _settings);
        Tell(said, now);
    }

    /// <summary>Fills what waits at market at the last price there is.</summary>
    internal void MatchLast(Instrument instrument, in Bar last, DateTimeOffset now)
    {
        var atEnd = last with { OpenTime = now - _timeframe.Length };
        (Books, var said) = PaperMatching.AtLastClose(Books, instrument, in atEnd, _timeframe, _settings);
        Tell(said, now);
    }

    // Each hears what is said of its own orders, in order.
    private void Tell(ImmutableArray<VenueEvent> said, DateTimeOffset now)
    {
        Remember();
        foreach (var group in said.GroupBy(what => _owners[what.Order])) group.Key.Hear(group, now);
    }

    // Which instruments have orders at the venue: the others' bars need no matching.
    private void Remember()
    {
        _busy.Clear();
        foreach (var (_, order) in Books.Orders) _busy.Add(order.Intent.Instrument);
    }
}
