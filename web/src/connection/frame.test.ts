import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InstrumentBar } from '$/api/candles';
import type { Tick } from '$/api/events';
import { TickFrame } from './frame';

const bar = (time: number, close: string): InstrumentBar => ['x:A', time, '1', '1', '1', close, '1'];
const tick = (equity: string, bars: InstrumentBar[] | null = null, instance = 'a'): Tick => ({
  instance,
  marketTime: '2024-01-01T00:00:00Z',
  status: 'running',
  equity,
  cash: '0',
  realizedPnl: '0',
  unrealizedPnl: '0',
  openPositions: 0,
  bars,
});

describe('TickFrame', () => {
  let draw: (() => void) | undefined;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', (callback: () => void) => ((draw = callback), 1));
    vi.stubGlobal('cancelAnimationFrame', () => undefined);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('add_manyTicksOfOneInstance_deliversTheNewestOnce', () => {
    const delivered: Tick[][] = [];
    const frame = new TickFrame((ticks) => delivered.push(ticks));
    for (const equity of ['1', '2', '3']) frame.add(tick(equity));
    draw?.();
    expect(delivered.map((ticks) => ticks.map((each) => each.equity))).toEqual([['3']]);
  });

  it('add_barsOfSeveralRounds_keepsEachBarsLastVersion', () => {
    const delivered: Tick[][] = [];
    const frame = new TickFrame((ticks) => delivered.push(ticks));
    frame.add(tick('1', [bar(60, '5')]));
    frame.add(tick('2', [bar(60, '6')]));
    frame.add(tick('3', [bar(120, '7')]));
    frame.add(tick('4', null));
    draw?.();
    expect(delivered[0]?.[0]?.bars).toEqual([bar(60, '6'), bar(120, '7')]);
    expect(delivered[0]?.[0]?.equity).toBe('4');
  });

  it('add_hiddenPageWithoutFrames_deliversAfterASecond', () => {
    const delivered: Tick[][] = [];
    const frame = new TickFrame((ticks) => delivered.push(ticks));
    frame.add(tick('1'));
    frame.add(tick('2', null, 'b'));
    vi.advanceTimersByTime(1_000);
    expect(delivered).toHaveLength(1);
    expect(delivered[0]).toHaveLength(2);
  });
});
