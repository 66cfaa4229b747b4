export type Mode = 'manual' | 'semiAutomatic' | 'automatic';
export type InstanceStatus =
  'created' | 'running' | 'paused' | 'stopped' | 'halted' | 'emergencyStopped' | 'archived';

export interface InstanceSummary {
  id: string;
  name: string;
  preset: string;
  strategy: string;
  mode: Mode;
  status: InstanceStatus;
  haltReason?: string | null;
  /** When a halted instance resumes, in words. */
  resumes?: string | null;
  recording: string;
  marketTime: string | null;
  equity: string;
  startEquity: string;
  cash: string;
  realizedPnl: string;
  unrealizedPnl: string;
  /** Realised and unrealised result of the market's present day, where the server knows it. */
  pnlToday?: string | null;
  openPositions: number;
  tradesToday: number;
  trades: number;
  winRate: number | null;
  expectancy?: string | null;
  sparkline: string[];
  universe: string[];
  pendingApprovals: number;
  sequence: number;
}

export interface Instrument {
  id: string;
  symbol: string;
  tickSize: string;
}

export interface Instance extends InstanceSummary {
  configuration: Record<string, unknown>;
  configurationVersion: number;
  instruments: Instrument[];
  benchmark: string | null;
  timeframe: string;
  epoch: number;
}

export interface CreateInstance {
  id: string;
  preset: string;
  recording?: string;
  capital?: string;
  mode?: Mode;
}

export interface Preset {
  id: string;
  description: string;
  strategy: string;
  capital?: string;
  recording?: string;
  mode?: Mode;
}
