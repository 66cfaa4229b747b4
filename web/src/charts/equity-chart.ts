import { BaselineSeries, createChart, type UTCTimestamp } from 'lightweight-charts';
import type { EquityPoint } from '$/api/portfolio';
import { money } from '$/format/numbers';
import { frameOptions } from './frame-options';
import { faded, palette } from './palette';

/** Draws an equity curve, above and below what it started with. */
export class EquityChart {
  readonly #chart;
  readonly #series;

  constructor(
    element: HTMLElement,
    private readonly base: string,
  ) {
    this.#chart = createChart(element, frameOptions(palette()));
    this.#chart.timeScale().applyOptions({ rightOffset: 0, fixLeftEdge: true, fixRightEdge: true });
    this.#series = this.#chart.addSeries(BaselineSeries, {
      baseValue: { type: 'price', price: Number(base) },
      lineWidth: 2,
      priceLineVisible: false,
      priceFormat: {
        type: 'custom',
        minMove: 0.01,
        formatter: (value: number) => money(String(value), Math.abs(value) < 10_000 ? 2 : 0),
      },
    });
    this.recolour();
  }

  show(points: EquityPoint[]): void {
    this.#series.setData(
      ascending(points).map(({ at, equity }) => ({ time: at as UTCTimestamp, value: Number(equity) })),
    );
    this.#chart.timeScale().fitContent();
  }

  recolour(): void {
    const colours = palette();
    this.#chart.applyOptions(frameOptions(colours));
    this.#chart.timeScale().applyOptions({ rightOffset: 0 });
    this.#series.applyOptions({
      topLineColor: colours.up,
      topFillColor1: faded(colours.up, 0.22),
      topFillColor2: faded(colours.up, 0.02),
      bottomLineColor: colours.down,
      bottomFillColor1: faded(colours.down, 0.02),
      bottomFillColor2: faded(colours.down, 0.22),
    });
  }

  remove(): void {
    this.#chart.remove();
  }
}

/** One point per second, times growing. When a recording began anew, the curve of the newest round. */
export function ascending(points: EquityPoint[]): { at: number; equity: string }[] {
  let result: { at: number; equity: string }[] = [];
  for (const { at, equity } of points) {
    const seconds = Math.floor(Date.parse(at) / 1_000);
    const last = result.at(-1)?.at ?? -Infinity;
    if (seconds < last) result = [];
    if (seconds === last) result.pop();
    result.push({ at: seconds, equity });
  }
  return result;
}
