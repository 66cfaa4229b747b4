import type { InstanceSummary } from './instances';

/** One recorded market session that the server replays. */
export interface Recording {
  id: string;
  name: string;
  licence: string;
  marketTime: string | null;
  speed: string;
  /** Which time round, from 0. */
  epoch: number;
  from: string;
  to: string;
  running: boolean;
}

export type FleetState = 'active' | 'paused' | 'emergencyStopped';

/** The fleet's totals, without its instances: what the hub pushes now and then. */
export interface FleetTotals {
  markets: 'recorded' | 'live' | 'mixed';
  paper: boolean;
  notice: string;
  currency: string;
  equity: string;
  cash: string;
  startEquity: string;
  realizedPnl: string;
  unrealizedPnl: string;
  openPositions: number;
  tradesToday: number;
  trades: number;
  winRate: number | null;
  state: FleetState;
  /** Why no bot may enter, when a limit of the whole fleet says so. */
  breaker?: string | null;
  /** Bots that did not answer; the sums are without them. */
  unreachable?: string[];
  recordings: Recording[];
}

export interface Fleet extends FleetTotals {
  instances: InstanceSummary[];
  /** Bots that did not do what the whole fleet was told. */
  refused?: { instance: string; code: string; explanation: string }[];
}
