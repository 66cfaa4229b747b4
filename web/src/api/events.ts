import type { InstrumentBar } from './candles';
import type { InstanceStatus, Mode } from './instances';
import type { Fill, Order } from './orders';
import type { Approval, Signal, Verdict } from './signals';
import type { Trade } from './trades';

/** A proposal as the journal has it; its decision is there once it is made. */
export type ApprovalFact = Pick<Approval, 'id' | 'instrument' | 'symbol' | 'entry'> & {
  decision?: string | null;
  by?: string | null;
};

/** What each kind of journaled fact carries. */
export interface EventData {
  'bot.state': { status: InstanceStatus; mode: Mode; reason?: string | null; resumes?: string | null };
  signal: Signal;
  'approval.requested': ApprovalFact;
  'approval.decided': ApprovalFact;
  'risk.verdict': Verdict;
  order: Order;
  fill: Fill;
  'trade.opened': Trade | { trade: Trade };
  'trade.updated': {
    tradeId: string;
    stop?: string | null;
    target?: string | null;
    tiersDone?: number;
    reason: string;
  };
  'trade.closed': Trade | { trade: Trade };
  'risk.halted': { reason: string; resumes: string };
  'risk.resumed': { reason: string };
  log: { level: string; text: string };
}

export type EventKind = keyof EventData;

/** One journaled fact. `sequence` grows strictly per instance, with gaps. */
export type InstanceEvent = {
  [K in EventKind]: { sequence: number; kind: K; ref: string | null; at: string; data: EventData[K] };
}[EventKind];

/** The latest state of one instance; not journaled, the newest wins. */
export interface Tick {
  instance: string;
  marketTime: string;
  status: InstanceStatus;
  equity: string;
  cash: string;
  realizedPnl: string;
  unrealizedPnl: string;
  openPositions: number;
  bars?: InstrumentBar[] | null;
}
