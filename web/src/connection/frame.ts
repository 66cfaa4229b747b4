import type { InstrumentBar } from '$/api/candles';
import type { Tick } from '$/api/events';

/** Merges a newer tick into a pending one: its values win, bars add up, the last of each bar time stays. */
export function merge(pending: Tick | undefined, next: Tick): Tick {
  if (pending?.bars == null) return next;
  if (next.bars == null) return { ...next, bars: pending.bars };
  const bars = new Map<string, InstrumentBar>();
  for (const bar of [...pending.bars, ...next.bars]) bars.set(`${bar[0]} ${bar[1]}`, bar);
  return { ...next, bars: [...bars.values()] };
}

/** Holds ticks until the next animation frame; at the latest one second, since hidden pages get no frames. */
export class TickFrame {
  readonly #pending = new Map<string, Tick>();
  #frame = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly deliver: (ticks: Tick[]) => void) {}

  add(tick: Tick): void {
    this.#pending.set(tick.instance, merge(this.#pending.get(tick.instance), tick));
    if (this.#timer !== undefined) return;
    this.#timer = setTimeout(this.#flush, 1_000);
    this.#frame = requestAnimationFrame(this.#flush);
  }

  readonly #flush = (): void => {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const ticks = [...this.#pending.values()];
    this.#pending.clear();
    this.deliver(ticks);
  };
}
