import {
  CandlestickSeries,
  createChart,
  createSeriesMarkers,
  HistogramSeries,
  LineStyle,
  type IPriceLine,
  type UTCTimestamp,
} from 'lightweight-charts';
import type { BarRow, Candles } from '$/api/candles';
import { price } from '$/format/numbers';
import { frameOptions } from './frame-options';
import { faded, palette } from './palette';

const time = (seconds: number) => seconds as UTCTimestamp;
const lineNames = { entry: 'Entry', stop: 'Stop', target: 'Target' };

/** Draws bars with trade markers and entry, stop and target lines. */
export class CandleChart {
  readonly #chart;
  readonly #candles;
  readonly #volume;
  readonly #markers;
  #colours = palette();
  #lines: IPriceLine[] = [];
  #shown: Candles | null = null;

  constructor(element: HTMLElement, tickSize: string) {
    this.#chart = createChart(element, frameOptions(this.#colours));
    this.#volume = this.#chart.addSeries(HistogramSeries, {
      priceScaleId: 'volume',
      priceFormat: { type: 'volume' },
      lastValueVisible: false,
      priceLineVisible: false,
    });
    this.#volume.priceScale().applyOptions({ scaleMargins: { top: 0.84, bottom: 0 } });
    this.#candles = this.#chart.addSeries(CandlestickSeries, {
      borderVisible: false,
      priceFormat: {
        type: 'custom',
        minMove: Number(tickSize) || 0.01,
        formatter: (value: number) => price(value.toFixed(12)),
      },
    });
    this.#candles.priceScale().applyOptions({ scaleMargins: { top: 0.08, bottom: 0.2 } });
    this.#markers = createSeriesMarkers(this.#candles, []);
    this.recolour();
  }

  /** Shows new data; only bars that changed are drawn again when the window just moved on. */
  show(candles: Candles): void {
    const before = this.#shown;
    const last = before?.bars.at(-1)?.[0] ?? 0;
    const grown =
      before !== null &&
      before.instrument === candles.instrument &&
      before.bars.length > 0 &&
      candles.bars.some((bar) => bar[0] === last) &&
      candles.bars.length >= before.bars.length;
    this.#shown = candles;
    if (grown) for (const bar of candles.bars.filter((row) => row[0] >= last)) this.#update(bar);
    else this.#replace(candles, before?.instrument !== candles.instrument);
    if (before?.markers !== candles.markers || before.lines !== candles.lines || !grown)
      this.#annotate(candles);
  }

  recolour(): void {
    const colours = (this.#colours = palette());
    this.#chart.applyOptions(frameOptions(colours));
    this.#candles.applyOptions({
      upColor: colours.up,
      downColor: colours.down,
      wickUpColor: colours.up,
      wickDownColor: colours.down,
    });
    if (this.#shown === null) return;
    this.#replace(this.#shown, false);
    this.#annotate(this.#shown);
  }

  remove(): void {
    this.#chart.remove();
  }

  #replace(candles: Candles, fit: boolean): void {
    this.#candles.setData(candles.bars.map((bar) => this.#candle(bar)));
    this.#volume.setData(candles.bars.map((bar) => this.#bar(bar)));
    if (!fit) return;
    const room = Math.max(40, Math.floor(this.#chart.timeScale().width() / 9));
    this.#chart
      .timeScale()
      .setVisibleLogicalRange({ from: candles.bars.length - room, to: candles.bars.length + 4 });
  }

  #update(bar: BarRow): void {
    this.#candles.update(this.#candle(bar));
    this.#volume.update(this.#bar(bar));
  }

  #candle([at, open, high, low, close]: BarRow) {
    return { time: time(at), open: Number(open), high: Number(high), low: Number(low), close: Number(close) };
  }

  #bar([at, open, , , close, volume]: BarRow) {
    const colour = Number(close) >= Number(open) ? this.#colours.up : this.#colours.down;
    return { time: time(at), value: Number(volume), color: faded(colour, 0.28) };
  }

  #annotate(candles: Candles): void {
    const colours = this.#colours;
    this.#markers.setMarkers(
      candles.markers
        .toSorted((a, b) => a.time - b.time)
        .map((marker) => ({
          time: time(marker.time),
          position: marker.kind === 'entry' ? ('belowBar' as const) : ('aboveBar' as const),
          shape: marker.kind === 'entry' ? ('arrowUp' as const) : ('arrowDown' as const),
          color: marker.kind === 'entry' ? colours.accent : colours.ink,
          // Only the first word: reasons are sentences, and stand in the feed.
          text: marker.text.split(':')[0] ?? '',
        })),
    );
    for (const line of this.#lines) this.#candles.removePriceLine(line);
    const tones = { entry: colours.accent, stop: colours.down, target: colours.up };
    this.#lines = candles.lines.map((line) =>
      this.#candles.createPriceLine({
        price: Number(line.price),
        color: tones[line.kind],
        lineWidth: 1,
        lineStyle: line.kind === 'entry' ? LineStyle.Solid : LineStyle.Dashed,
        axisLabelVisible: true,
        title: lineNames[line.kind],
      }),
    );
  }
}
