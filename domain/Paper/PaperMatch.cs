using System.Collections.Immutable;
using System.Globalization;
using InvestBot.Domain.Identity;
using InvestBot.Domain.Markets;
using InvestBot.Domain.Orders;
using InvestBot.Domain.Values;
using InvestBot.Domain.Venues;

namespace InvestBot.Domain.Paper;

/// <summary>One account against one bar, while it is being matched.</summary>
internal sealed class PaperMatch(PaperAccount account, Instrument instrument, Bar bar, Timeframe timeframe, PaperSettings settings)
{
    private readonly ImmutableArray<VenueEvent>.Builder _events = ImmutableArray.CreateBuilder<VenueEvent>();
    private decimal _volume = Math.Min(bar.Volume.Value, 1e18m) * settings.VolumeShare.Value;
    private PaperAccount _account = account;

    internal PaperAccount Account => _account;

    internal (PaperAccount, ImmutableArray<VenueEvent>) Done() => (_account, _events.ToImmutable());

    /// <summary>Fills an order that waits at market, at the open.</summary>
    internal void AtOpen(ClientOrderId id)
    {
        if (!_account.Orders.TryGetValue(id, out var order)) return;
        var arrives = order.Intent.DecidedAt + settings.Latency;
        if (order.Intent.DecidedAt > bar.OpenTime || arrives >= bar.CloseTime(timeframe)) return;
        Execute(order, bar.Open, Drift(order), bar.OpenTime);
    }

    /// <summary>Triggers and fills a stop that the bar touched.</summary>
    internal void Stop(ClientOrderId id)
    {
        if (!_account.Orders.TryGetValue(id, out var order) || order.Stop is not { } stop || bar.Low > stop) return;
        var gap = bar.Open <= stop;
        order = order with { Triggered = true };
        Set(order);
        // From here on the trade only closes: its target and what is left of its entry end.
        EndOthers(order, "the stop was touched");
        Execute(order, gap ? bar.Open : stop, 0m, gap ? bar.OpenTime : Within());
    }

    /// <summary>Fills a limit that the bar reached.</summary>
    internal void Limit(ClientOrderId id)
    {
        if (!_account.Orders.TryGetValue(id, out var order) || order.Intent.Limit is not { } limit) return;
        var sell = order.Intent.Side == Side.Sell;
        if (sell ? bar.High < limit : bar.Low > limit) return;
        var gap = sell ? bar.Open >= limit : bar.Open <= limit;
        Execute(order, gap ? bar.Open : limit, null, gap ? bar.OpenTime : Within());
    }

    // Touched somewhere within the bar: booked a moment before its close.
    private DateTimeOffset Within() => bar.CloseTime(timeframe) - TimeSpan.FromMilliseconds(1);

    private void Execute(PaperOrder order, Price reference, decimal? drift, DateTimeOffset at)
    {
        var buy = order.Intent.Side == Side.Buy;
        var held = _account.Trades.GetValueOrDefault(order.Intent.Trade.Value).Quantity;
        var wanted = buy ? order.Intent.Quantity - order.Filled : order.Intent.Purpose == OrderPurpose.Exit ? Quantity.Min(order.Intent.Quantity - order.Filled, held) : held;
        var quantity = Quantity.Min(wanted, new Quantity(_volume)).OnLot(instrument.LotSize);
        // What is left of a sale below one lot goes with it: nothing may stay behind that can't be sold.
        if (!buy && quantity < wanted && (wanted - quantity).Value < instrument.LotSize && wanted.Value <= _volume) quantity = wanted;
        if (quantity.IsZero) return;
        var price = PriceOf(reference, buy, drift, quantity);
        var first = order.Filled.IsZero;
        if (buy && CostOf(quantity, price, first) > _account.Cash.Amount)
        {
            quantity = Affordable(price, first);
            if (quantity.IsZero)
            {
                Cancel(order, "not enough cash");
                return;
            }
        }
        Book(order, quantity, price, reference, at);
    }

    private void Book(PaperOrder order, Quantity quantity, Price price, Price reference, DateTimeOffset at)
    {
        var intent = order.Intent;
        var commission = new Money(CommissionOf(quantity, price, order.Filled.IsZero), instrument.Quote);
        var sequence = _account.Sequence + 1;
        var fill = new Fill(
            new FillId(string.Create(CultureInfo.InvariantCulture, $"{_account.Id}-{sequence}")), intent.Id, intent.Trade, intent.Instrument, intent.Side, intent.Purpose,
            quantity, price, commission, reference, at, order.Reason);
        _volume -= quantity.Value;
        var held = _account.Trades.GetValueOrDefault(intent.Trade.Value).Quantity;
        var now = intent.Side == Side.Buy ? held + quantity : held - quantity;
        _account = _account with
        {
            Sequence = sequence,
            Cash = _account.Cash + fill.CashFlow,
            Trades = now.IsZero ? _account.Trades.Remove(intent.Trade.Value) : _account.Trades.SetItem(intent.Trade.Value, new PaperHolding(intent.Instrument, now)),
        };
        order = order with { Filled = order.Filled + quantity };
        Set(order);
        if (now.IsZero && intent.Side == Side.Sell) EndOthers(order, "the trade is flat");
        _events.Add(new VenueEvent.Filled(intent.Id, fill, at));
        if (intent.Purpose == OrderPurpose.Entry && held.IsZero) WakeLegs(intent);
        if (order.Filled >= intent.Quantity || (now.IsZero && intent.Side == Side.Sell)) _account = PaperDesk.End(_account, intent.Id);
    }

    // Rounded up at the 18th decimal, beyond which no amount is kept.
    private decimal CommissionOf(Quantity quantity, Price price, bool first) => decimal.Round(
        Math.Max(settings.LeastCommission, (price.Value * quantity.Value * settings.Commission.Value) + (quantity.Value * settings.CommissionPerUnit)) + (first ? settings.CommissionPerOrder : 0m),
        18, MidpointRounding.ToPositiveInfinity);

    private decimal CostOf(Quantity quantity, Price price, bool first) => (price.Value * quantity.Value) + CommissionOf(quantity, price, first);

    // The most that cash pays for, every kind of commission included: cash never falls below zero.
    private Quantity Affordable(Price price, bool first)
    {
        var cash = _account.Cash.Amount - (first ? settings.CommissionPerOrder : 0m);
        var byRate = cash / ((price.Value * (1m + settings.Commission.Value)) + settings.CommissionPerUnit);
        var byLeast = (cash - settings.LeastCommission) / price.Value;
        var quantity = new Quantity(Math.Max(0m, Math.Min(byRate, byLeast))).OnLot(instrument.LotSize);
        // A quotient is rounded: it may be a hair too much.
        return quantity.IsZero || CostOf(quantity, price, first) <= _account.Cash.Amount ? quantity : new Quantity(quantity.Value - instrument.LotSize);
    }

    private void WakeLegs(OrderIntent entry)
    {
        foreach (var leg in _account.Orders.Values.Where(order => order.Intent.Trade == entry.Trade && !order.Working).ToList())
        {
            Set(leg with { Working = true });
            _events.Add(new VenueEvent.Accepted(leg.Intent.Id, PaperDesk.NameOf(_account, leg.Intent.Id), bar.OpenTime));
        }
    }

    private void EndOthers(PaperOrder order, string reason)
    {
        foreach (var other in _account.Orders.Values.Where(other => other.Intent.Trade == order.Intent.Trade && other.Intent.Id != order.Intent.Id).ToList()) Cancel(other, reason);
    }

    private void Cancel(PaperOrder order, string reason)
    {
        _account = PaperDesk.End(_account, order.Intent.Id);
        _events.Add(new VenueEvent.Canceled(order.Intent.Id, reason, Within()));
        if (order.Intent.Purpose != OrderPurpose.Entry || _account.Trades.ContainsKey(order.Intent.Trade.Value)) return;
        foreach (var leg in _account.Orders.Values.Where(other => other.Intent.Trade == order.Intent.Trade).ToList()) Cancel(leg, "its entry ended");
    }

    private void Set(PaperOrder order) => _account = _account with { Orders = _account.Orders.SetItem(order.Intent.Id, order) };

    // A limit pays no spread or slippage; what is at market pays half the spread, the slippage, the impact of its size and the drift.
    private Price PriceOf(Price reference, bool buy, decimal? drift, Quantity quantity)
    {
        if (drift is not { } moved) return reference;
        var share = settings.Impact == Ratio.Zero || bar.Volume.IsZero ? 0m : Math.Min(1m, quantity.Value / bar.Volume.Value);
        var costs = (settings.Spread.Value / 2m) + settings.Slippage.Value + (settings.Impact.Value * share * share);
        var price = buy ? (reference.Value + moved) * (1m + costs) : Math.Max(instrument.TickSize, (reference.Value - moved) * (1m - costs));
        return new Price(price).OnTick(instrument.TickSize, buy ? Rounding.Up : Rounding.Down);
    }

    private decimal Drift(PaperOrder order)
    {
        var share = Math.Min(1m, (decimal)settings.Latency.Ticks / timeframe.Length.Ticks);
        return (bar.High - bar.Low).Value * share * PaperDraw.Of(settings.Seed, order.Intent.Id.Value, bar.OpenTime);
    }
}
