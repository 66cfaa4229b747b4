/** Open time in Unix seconds, open, high, low, close, volume. */
export type BarRow = [number, string, string, string, string, string];
/** Instrument, then a BarRow: as ticks carry it. */
export type InstrumentBar = [string, number, string, string, string, string, string];

export interface Marker {
  time: number;
  kind: 'entry' | 'exit';
  price: string;
  text: string;
  tradeId: string;
}

export interface PriceLine {
  kind: 'entry' | 'stop' | 'target';
  price: string;
  tradeId: string;
}

export interface Candles {
  instrument: string;
  timeframe: string;
  bars: BarRow[];
  markers: Marker[];
  lines: PriceLine[];
}
