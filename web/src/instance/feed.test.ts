import { describe as group, expect, it } from 'vitest';
import type { InstanceEvent } from '$/api/events';
import { extend } from './candles.svelte';
import { describe } from './feed';

const head = { sequence: 7, ref: null, at: '2024-01-01T00:00:00Z' };
const trade = {
  id: 't1',
  instrument: 'solana:B',
  symbol: 'BONK',
  status: 'closed' as const,
  quantity: '100',
  entryPrice: '0.000012',
  exitPrice: '0.000013',
  stop: null,
  openedAt: head.at,
  realizedPnl: '-1.25',
  realizedPercent: -0.01,
  fees: '0',
  entryReason: '',
  exitReason: 'hardStop',
};
const say = (event: Partial<InstanceEvent>) => describe({ ...head, ...event } as InstanceEvent, (id) => id);

group('describe', () => {
  it('tradeClosed_withLoss_saysSoWithSign', () => {
    const item = say({ kind: 'trade.closed', data: trade });
    expect(item).toMatchObject({ title: 'Sold BONK: −$1.25', tone: 'bad', tradeId: 't1' });
    expect(item?.detail).toContain('Hard stop');
  });
  it('tradeOpened_wrapped_isUnwrapped', () =>
    expect(say({ kind: 'trade.opened', data: { trade } })?.tradeId).toBe('t1'));
  it('verdictApproved_addsNothing_isLeftOut', () =>
    expect(
      say({
        kind: 'risk.verdict',
        data: { id: 'v', instrument: 'x', verdict: 'approved', quantity: '1', requested: '1', failed: [] },
      }),
    ).toBeNull());
  it('kindOfALaterVersion_isLeftOut', () => expect(say({ kind: 'something.new' as 'log' })).toBeNull());
});

group('extend', () => {
  it('extend_sameTime_replacesTheLastBar', () =>
    expect(extend([[60, '1', '1', '1', '1', '1']], [['x', 60, '1', '2', '1', '2', '5']])).toEqual([
      [60, '1', '2', '1', '2', '5'],
    ]));
  it('extend_newTimes_areAddedInOrder', () =>
    expect(
      extend(
        [[60, '1', '1', '1', '1', '1']],
        [
          ['x', 180, '3', '3', '3', '3', '3'],
          ['x', 120, '2', '2', '2', '2', '2'],
        ],
      )?.map((bar) => bar[0]),
    ).toEqual([60, 120, 180]));
  it('extend_timeWentBack_asksForANewWindow', () =>
    expect(extend([[60, '1', '1', '1', '1', '1']], [['x', 0, '1', '1', '1', '1', '1']])).toBeNull());
});
