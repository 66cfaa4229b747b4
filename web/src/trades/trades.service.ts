import type { Client } from '$/api/client';
import type { Page } from '$/api/orders';
import type { Trade } from '$/api/trades';
import type { BotTrade } from './trade-list.svelte';

export interface TradeFilter {
  status: '' | 'open' | 'closed';
  from: string;
  to: string;
}

export function loadPage(
  api: Client,
  instance: string,
  filter: TradeFilter,
  cursor: string | null,
): Promise<Page<Trade>> {
  return api.get(`/instances/${encodeURIComponent(instance)}/trades`, {
    status: filter.status,
    from: filter.from && `${filter.from}T00:00:00Z`,
    to: filter.to && `${filter.to}T23:59:59Z`,
    cursor,
    limit: 100,
  });
}

const columns: [string, (trade: BotTrade) => unknown][] = [
  ['bot', (trade) => trade.bot],
  ['trade', (trade) => trade.id],
  ['symbol', (trade) => trade.symbol],
  ['instrument', (trade) => trade.instrument],
  ['status', (trade) => trade.status],
  ['opened_at', (trade) => trade.openedAt],
  ['closed_at', (trade) => trade.closedAt],
  ['quantity', (trade) => trade.quantity],
  ['entry_price', (trade) => trade.entryPrice],
  ['exit_price', (trade) => trade.exitPrice],
  ['fees', (trade) => trade.fees],
  ['net_pnl', (trade) => trade.realizedPnl],
  ['net_ratio', (trade) => trade.realizedPercent],
  ['entry_reason', (trade) => trade.entryReason],
  ['exit_reason', (trade) => trade.exitReason],
];

/** RFC 4180. Text that a spreadsheet would take for a formula gets an apostrophe; numbers stay as they are. */
export function csv(trades: BotTrade[]): string {
  const cell = (value: unknown): string => {
    const text = value == null ? '' : String(value);
    const safe = /^[=+\-@\t\r]/.test(text) && Number.isNaN(Number(text)) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const rows = trades.map((trade) => columns.map(([, pick]) => cell(pick(trade))).join(','));
  return [columns.map(([name]) => name).join(','), ...rows, ''].join('\r\n');
}

export function download(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
