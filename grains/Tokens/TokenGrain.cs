using InvestBot.Domain.Exits;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Rounds;
using InvestBot.GrainInterfaces;
using InvestBot.GrainInterfaces.Bots;
using InvestBot.GrainInterfaces.Exchanges;
using InvestBot.GrainInterfaces.Facts;
using InvestBot.GrainInterfaces.Json;
using InvestBot.GrainInterfaces.Rows;
using InvestBot.GrainInterfaces.Tokens;
using InvestBot.Grains.Keeping;
using InvestBot.Grains.Markets;
using InvestBot.Storage.Commits;
using InvestBot.Strategies.Sentiment;
using InvestBot.Strategies.Tokens;
using Orleans;
using Orleans.Runtime;
using TokenView = InvestBot.GrainInterfaces.Tokens.TokenView;

namespace InvestBot.Grains.Tokens;

/// <summary>What a token keeps.</summary>
/// <param name="Start">What it is to do.</param>
/// <param name="Exits">The exits of its trade, while there is one.</param>
public sealed record TokenKept(TokenStart Start, ExitState? Exits);

/// <summary>
/// One instrument of one instance. Bars are not kept: after a restart the strategy's state is rebuilt from the same history.
/// An exit is asked of the exchange before it is noted here; asked again after a crash, the exchange does it once.
/// </summary>
[GrainType(Addresses.Token)]
public sealed class TokenGrain([PersistentState("token")] IPersistentState<Stored<TokenKept>> store, IBarHistory history)
    : KeepingGrain<TokenKept>(Addresses.Token, store), ITokenGrain
{
    private TokenDesk? _desk;
    private ReadingCursor? _readings;
    private Bar? _last;
    private DateTimeOffset? _seenTo;

    /// <inheritdoc/>
    public async Task Start(TokenStart start)
    {
        // Within an epoch the history begins where it first began, so that a restart changes nothing.
        if (Kept is { } kept && kept.Start.Epoch == start.Epoch) start = start with { WarmFrom = kept.Start.WarmFrom };
        _seenTo = start.SeenTo;
        if (Kept?.Start.Epoch != start.Epoch) (_desk, _last) = (null, null);
        if (Kept is null || !DomainJson.Bytes(Kept.Start with { SeenTo = null }).AsSpan().SequenceEqual(DomainJson.Bytes(start with { SeenTo = null })))
            await Commit(Next(new TokenKept(start, Kept?.Exits)));
    }

    /// <inheritdoc/>
    public async Task OnBar(Bar bar)
    {
        if (Kept is not { } kept) return;
        var configuration = kept.Start.Configuration;
        var close = bar.CloseTime(configuration.Timeframe);
        // What the bot's last round has seen is history, and what came already is not taken twice.
        if (close <= _seenTo || bar.OpenTime <= _last?.OpenTime) return;
        try
        {
            _desk ??= await Rebuild(kept.Start, bar.OpenTime);
            _readings!.Tell(_desk, close);
            var view = _desk.Look(bar, BarEstimates.Of(bar));
            _last = bar;
            if (kept.Exits is { } exits) await Leave(exits, bar, close, view.Exit);
            await GrainFactory.GetGrain<IBotGrain>(GrainKeys.Of(configuration.Id))
                .Report(new TokenReport(close, new BarReport(kept.Start.Instrument.Id, bar, view.Return, kept.Exits is null ? view.Signal : null) { Unasked = kept.Exits is null ? null : view.Signal }));
        }
        catch
        {
            // Taken only half: it comes again with the next bar, and finds everything as it was before it.
            (_desk, _last) = (null, null);
            throw;
        }
    }

    /// <inheritdoc/>
    public Task Receive(FactBatch batch) => Apply(batch, (next, fact) =>
    {
        var kept = next.Value;
        next.Value = fact switch
        {
            Fact.EntryRecorded recorded => kept with { Exits = ExitState.Awaiting(recorded.Entry.Trade, recorded.Plan) },
            Fact.Filled filled when kept.Exits is { } exits && exits.Trade == filled.Fill.Trade =>
                kept with { Exits = exits.After(filled.Fill) is { IsFlat: false } open ? open : null },
            Fact.EntryEnded { Unfilled: true } ended when kept.Exits?.Trade == ended.Trade => kept with { Exits = null },
            _ => kept,
        };
    });

    /// <inheritdoc/>
    public Task<TokenView> View() => Task.FromResult(new TokenView(Kept?.Exits, _last));

    private async Task Leave(ExitState exits, Bar bar, DateTimeOffset close, string? strategyExit)
    {
        var (after, actions) = ExitMachine.OnBar(exits, bar, close, Kept!.Start.Instrument, strategyExit);
        foreach (var action in actions) await Ask(exits, after, action, close);
        if (after == exits) return;
        var next = Next(Kept with { Exits = after });
        foreach (var action in actions)
        {
            var (stop, reason) = action switch
            {
                ExitAction.MoveStop move => ((decimal?)move.Stop.Value, move.Reason),
                ExitAction.Reduce reduce => (null, reduce.Reason),
                ExitAction.Close closing => (null, closing.Reason),
                _ => throw new System.Diagnostics.UnreachableException(),
            };
            next.Record("trade.updated", exits.Trade.Value, close, new TradeUpdate(exits.Trade, stop, after.TiersDone, reason, close));
        }
        await Commit(next);
    }

    private async Task Ask(ExitState before, ExitState after, ExitAction action, DateTimeOffset at)
    {
        var configuration = Kept!.Start.Configuration;
        var exchange = GrainFactory.GetGrain<IExchangeGrain>(GrainKeys.Exchange(configuration.Id, configuration.Account));
        _ = action switch
        {
            ExitAction.MoveStop move => await exchange.MoveStop(before.Trade, move.Stop, move.Reason, at),
            ExitAction.Reduce reduce => await exchange.Exit(new ExitOrder(before.Trade, reduce.Quantity, reduce.Reason, reduce.Reason, at)),
            ExitAction.Close closing => await exchange.Exit(new ExitOrder(after.Trade, null, closing.Reason, null, at)),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private async Task<TokenDesk> Rebuild(TokenStart start, DateTimeOffset before)
    {
        var desk = TokenDesk.For(start.Configuration, start.Instrument);
        var (recording, instrument) = (start.Configuration.Recording, start.Instrument.Id);
        _readings = new ReadingCursor(await history.ReadingsAsync(recording, instrument));
        foreach (var bar in await history.ReadAsync(recording, instrument, start.WarmFrom, before))
        {
            _readings.Tell(desk, bar.CloseTime(start.Configuration.Timeframe));
            desk.WarmUp(bar);
        }
        return desk;
    }
}
