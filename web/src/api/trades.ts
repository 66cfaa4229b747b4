import type { Fill, Order } from './orders';
import type { Signal, Verdict } from './signals';

export interface Trade {
  id: string;
  instrument: string;
  symbol: string;
  status: 'open' | 'closed';
  quantity: string;
  entryPrice: string;
  exitPrice?: string | null;
  stop: string | null;
  target?: string | null;
  openedAt: string;
  closedAt?: string | null;
  realizedPnl?: string | null;
  realizedPercent?: number | null;
  fees: string;
  entryReason: string;
  exitReason?: string | null;
  mae?: number | null;
  mfe?: number | null;
}

/** Everything that the journal knows of one trade, in order. */
export interface Why {
  trade: Trade;
  signal: Signal | null;
  verdict: Verdict | null;
  orders: Order[];
  fills: Fill[];
  exits: Exit[];
  updates?: Update[];
}

/** How the exit plan changed while the trade was open. */
export interface Update {
  at?: string;
  stop?: string | null;
  tiersDone?: number | null;
  reason: string;
}

export interface Exit {
  at?: string;
  reason?: string;
  purpose?: string;
  quantity?: string;
  price?: string;
}
