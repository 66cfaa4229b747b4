import type { EventData, InstanceEvent } from '$/api/events';
import type { Order } from '$/api/orders';
import type { Signal } from '$/api/signals';
import type { Trade } from '$/api/trades';
import { money, percent, price, quantity, signedMoney, signedPercent } from '$/format/numbers';
import { modeWords, prose, statusWords, ticker, words } from '$/format/words';

export type FeedIcon = 'signal' | 'approval' | 'risk' | 'order' | 'entry' | 'exit' | 'state' | 'note';

/** One line of the live feed. */
export interface FeedItem {
  sequence: number;
  at: string;
  icon: FeedIcon;
  tone: 'neutral' | 'good' | 'bad' | 'warn';
  title: string;
  detail: string;
  tradeId?: string;
  signal?: Signal;
}

export function tradeOf(data: EventData['trade.opened']): Trade {
  return 'trade' in data ? data.trade : data;
}

/** Turns a journaled fact into words. Facts that only repeat others (fills, inner order steps) give null. */
export function describe(event: InstanceEvent, symbolOf: (instrument: string) => string): FeedItem | null {
  const base = { sequence: event.sequence, at: event.at };
  switch (event.kind) {
    case 'bot.state':
      return {
        ...base,
        icon: 'state',
        tone: event.data.status === 'running' ? 'good' : event.data.status === 'halted' ? 'bad' : 'warn',
        title: `${statusWords[event.data.status] ?? words(event.data.status)}, ${(modeWords[event.data.mode] ?? '').toLowerCase()}`,
        detail: event.data.reason ?? '',
      };
    case 'signal':
      return {
        ...base,
        icon: 'signal',
        tone: 'neutral',
        title: `${words(event.data.side)} signal for ${ticker(event.data.symbol ?? symbolOf(event.data.instrument))}`,
        detail: `${words(event.data.outcome)}, confidence ${percent(event.data.confidence, 0)}`,
        // The id of an entry is the id of the trade that it makes.
        tradeId: event.data.outcome === 'entered' ? (event.ref ?? event.data.id) : undefined,
        signal: event.data,
      };
    case 'approval.requested':
      return {
        ...base,
        icon: 'approval',
        tone: 'warn',
        title: `${ticker(event.data.symbol)} waits for approval`,
        detail: `Buy near ${price(event.data.entry)}`,
      };
    case 'approval.decided':
      return {
        ...base,
        icon: 'approval',
        tone: 'neutral',
        title: `${ticker(event.data.symbol ?? 'Proposal')}: ${words(event.data.decision).toLowerCase()}`,
        detail: event.data.by && event.data.decision !== 'expired' ? `by ${event.data.by}` : '',
      };
    case 'risk.verdict':
      if (event.data.verdict === 'approved') return null;
      return {
        ...base,
        icon: 'risk',
        tone: event.data.verdict === 'reduced' ? 'warn' : 'bad',
        title: `Risk ${event.data.verdict} ${ticker(event.data.symbol ?? symbolOf(event.data.instrument))}`,
        detail: event.data.failed.map((rule) => prose(rule.explanation) || words(rule.rule)).join(' '),
      };
    case 'order':
      return describeOrder(base, event.data);
    case 'fill':
      return null;
    case 'trade.opened': {
      const trade = tradeOf(event.data);
      return {
        ...base,
        icon: 'entry',
        tone: 'neutral',
        title: `Bought ${ticker(trade.symbol)} at ${price(trade.entryPrice)}`,
        detail: `${quantity(trade.quantity)} units. ${prose(trade.entryReason)}`,
        tradeId: trade.id,
      };
    }
    case 'trade.updated':
      return {
        ...base,
        icon: 'note',
        tone: 'neutral',
        title: event.data.stop ? `Stop moved to ${price(event.data.stop)}` : 'Exit plan changed',
        detail: event.data.reason,
        tradeId: event.data.tradeId,
      };
    case 'trade.closed': {
      const trade = tradeOf(event.data);
      const gain = Number(trade.realizedPnl ?? 0);
      return {
        ...base,
        icon: 'exit',
        tone: gain > 0 ? 'good' : gain < 0 ? 'bad' : 'neutral',
        title: `Sold ${ticker(trade.symbol)}: ${signedMoney(trade.realizedPnl)}`,
        detail: `${signedPercent(trade.realizedPercent)} at ${price(trade.exitPrice)}. ${words(trade.exitReason)}`,
        tradeId: trade.id,
      };
    }
    case 'risk.halted':
      return {
        ...base,
        icon: 'risk',
        tone: 'bad',
        title: `Halted: ${event.data.reason}`,
        detail: `Resumes ${event.data.resumes}`,
      };
    case 'risk.resumed':
      return { ...base, icon: 'risk', tone: 'good', title: 'Trading resumed', detail: event.data.reason };
    case 'log':
      return { ...base, icon: 'note', tone: 'neutral', title: event.data.text, detail: '' };
    default:
      return null;
  }
}

/** Of an order's life, only what a person should notice. */
function describeOrder(base: { sequence: number; at: string }, order: Order): FeedItem | null {
  if (order.status !== 'rejected' && order.status !== 'denied' && order.status !== 'expired') return null;
  return {
    ...base,
    icon: 'order',
    tone: 'bad',
    title: `Order for ${ticker(order.symbol)} ${order.status}`,
    detail: order.reason || `${words(order.type)} ${order.side}, ${money(order.limit ?? order.stop)}`,
    tradeId: order.tradeId,
  };
}
