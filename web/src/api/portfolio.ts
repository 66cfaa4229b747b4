export interface EquityPoint {
  at: string;
  equity: string;
  cash: string;
}

export interface Goal {
  name: string;
  goal: string | number;
  value: string | number | null;
  met: boolean | null;
}

/** Statistics of closed trades. Net of fees wherever a name does not say gross. */
export interface Analytics {
  trades: number;
  wins: number;
  losses: number;
  winRate: number | null;
  averageWin: string | null;
  averageLoss: string | null;
  profitFactor: number | null;
  expectancy: string | null;
  netPnl: string;
  grossPnl: string;
  fees: string;
  slippage?: string | null;
  sharpe?: number | null;
  sortino?: number | null;
  maxDrawdown: string | null;
  maxDrawdownPercent: number | null;
  largestWin: string | null;
  largestLoss: string | null;
  bestToken: string | null;
  worstToken: string | null;
  averageHolding: string | number | null;
  longestWinStreak: number;
  longestLossStreak: number;
  goals: Goal[];
}

export interface TokenAnalytics {
  instrument: string;
  symbol: string;
  trades: number;
  winRate: number | null;
  netPnl: string;
  fees: string;
  averageHolding: string | number | null;
}
