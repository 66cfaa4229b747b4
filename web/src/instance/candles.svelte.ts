import type { Client } from '$/api/client';
import type { BarRow, Candles, InstrumentBar } from '$/api/candles';
import { loadCandles } from './instance.service';
import { throttle } from './throttle';

const keep = 1_000;

/** The bars of the instrument on show: a window loaded by REST, then kept up by ticks. */
export class CandleWindow {
  #instrument = $state<string | null>(null);
  #candles = $state.raw<Candles | null>(null);
  #failed = $state(false);
  readonly reload = throttle(500, () => this.#load());

  constructor(
    private readonly api: Client,
    private readonly instance: string,
  ) {}

  get instrument(): string | null {
    return this.#instrument;
  }

  get candles(): Candles | null {
    return this.#candles;
  }

  get failed(): boolean {
    return this.#failed;
  }

  show(instrument: string): void {
    if (instrument === this.#instrument) return;
    this.#instrument = instrument;
    this.#candles = null;
    void this.#load();
  }

  receive(bars: InstrumentBar[]): void {
    const candles = this.#candles;
    if (candles === null) return;
    const mine = bars.filter((bar) => bar[0] === this.#instrument);
    if (mine.length === 0) return;
    // A bot that just woke up had no clock to show bars by; now there is history to load.
    if (candles.bars.length === 0) {
      this.reload();
      return;
    }
    const merged = extend(candles.bars, mine);
    if (merged === null) this.reload();
    else this.#candles = { ...candles, bars: merged };
  }

  stop(): void {
    this.reload.cancel();
  }

  async #load(): Promise<void> {
    const instrument = this.#instrument;
    if (instrument === null) return;
    try {
      const loaded = await loadCandles(this.api, this.instance, instrument);
      if (instrument !== this.#instrument) return;
      this.#candles = loaded;
      this.#failed = false;
    } catch {
      this.#failed = true;
    }
  }
}

/** The bars with newer ones added or the last one replaced; null when time went back (the recording began anew). */
export function extend(bars: BarRow[], newer: InstrumentBar[]): BarRow[] | null {
  const result = bars.slice(-keep);
  for (const [, ...bar] of [...newer].sort((a, b) => a[1] - b[1])) {
    const last = result.at(-1);
    if (last !== undefined && bar[0] < last[0]) return null;
    if (last !== undefined && bar[0] === last[0]) result[result.length - 1] = bar;
    else result.push(bar);
  }
  return result;
}
