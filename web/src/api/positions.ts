export interface Position {
  tradeId: string;
  instrument: string;
  symbol: string;
  quantity: string;
  entryPrice: string;
  entryAt: string;
  lastPrice: string;
  stop: string | null;
  target?: string | null;
  unrealizedPnl: string;
  /** A fraction: 0.012 is 1.2 %. */
  unrealizedPercent: number;
  highest: string | null;
  tiersDone: number;
  exitPlan: string;
}
