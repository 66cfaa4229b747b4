import { describe, expect, it } from 'vitest';
import type { Page } from '$/api/orders';
import type { Trade } from '$/api/trades';
import { TradeList } from './trade-list.svelte';
import { csv } from './trades.service';

const trade = (id: string, minute: number): Trade => ({
  id,
  instrument: 'x:A',
  symbol: 'A',
  status: 'closed',
  quantity: '1',
  entryPrice: '1',
  stop: null,
  openedAt: new Date(minute * 60_000).toISOString(),
  fees: '0',
  entryReason: 'RSI 27, "deep"',
});

const stored: Record<string, Trade[]> = {
  a: [trade('a3', 50), trade('a2', 30), trade('a1', 10)],
  b: [trade('b2', 40), trade('b1', 20)],
};

function load(bot: string, cursor: string | null): Promise<Page<Trade>> {
  const all = stored[bot] ?? [];
  const from = Number(cursor ?? 0);
  const next = from + 2 < all.length ? String(from + 2) : null;
  return Promise.resolve({ items: all.slice(from, from + 2), next, total: all.length });
}

describe('TradeList', () => {
  it('reach_severalBots_isNewestFirst', async () => {
    const list = new TradeList(['a', 'b'], load);
    await list.reach(10);
    expect(list.rows.map((row) => row.id)).toEqual(['a3', 'b2', 'a2', 'b1', 'a1']);
    expect(list.total).toBe(5);
  });

  it('reach_further_goesOnWithoutRepeating', async () => {
    const list = new TradeList(['a', 'b'], load);
    await list.reach(2);
    await list.reach(4);
    expect(list.rows.map((row) => row.id)).toEqual(['a3', 'b2', 'a2', 'b1']);
  });

  it('reach_noBots_isEmpty', async () => {
    const list = new TradeList([], load);
    await list.reach(10);
    expect(list.rows).toEqual([]);
    expect(list.total).toBe(0);
  });
});

describe('csv', () => {
  it('csv_quotesAndFormulas_areMadeSafe', () => {
    const text = csv([{ ...trade('t', 0), bot: '=cmd()', realizedPnl: '-1.5' }]);
    expect(text).toContain("'=cmd()");
    expect(text).toContain('"RSI 27, ""deep"""');
    expect(text).toContain(',-1.5,');
  });
});
