import type { Client } from '$/api/client';
import type { Candles } from '$/api/candles';
import type { Instance, InstanceSummary, Mode } from '$/api/instances';
import type { Learning } from '$/api/learning';
import type { Order, Page } from '$/api/orders';
import type { EquityPoint } from '$/api/portfolio';
import type { Position } from '$/api/positions';
import type { Risk } from '$/api/risk';
import type { Approval } from '$/api/signals';
import type { Trade, Why } from '$/api/trades';

export type Action = 'start' | 'pause' | 'resume' | 'stop' | 'emergency-stop' | 'reset';

const at = (id: string, rest = '') => `/instances/${encodeURIComponent(id)}${rest}`;

export const loadInstance = (api: Client, id: string): Promise<Instance> => api.get(at(id));
export const loadPositions = (api: Client, id: string): Promise<Position[]> => api.get(at(id, '/positions'));
export const loadApprovals = (api: Client, id: string): Promise<Approval[]> => api.get(at(id, '/approvals'));
export const loadRisk = (api: Client, id: string): Promise<Risk> => api.get(at(id, '/risk'));
export const loadLearning = (api: Client, id: string): Promise<Learning> => api.get(at(id, '/learning'));
export const loadEquity = (api: Client, id: string): Promise<EquityPoint[]> =>
  api.get(at(id, '/equity'), { points: 500 });
export const loadCandles = (api: Client, id: string, instrument: string): Promise<Candles> =>
  api.get(at(id, '/candles'), { instrument, limit: 300 });
export const loadTrades = (api: Client, id: string, limit: number): Promise<Page<Trade>> =>
  api.get(at(id, '/trades'), { status: 'closed', limit });
export const loadWhy = (api: Client, id: string, tradeId: string): Promise<Why> =>
  api.get(at(id, `/trades/${encodeURIComponent(tradeId)}/why`));

export const command = (api: Client, id: string, action: Action): Promise<InstanceSummary> =>
  api.post(at(id, `/${action}`), action === 'emergency-stop' || action === 'reset' ? { confirm: id } : {});
export const switchMode = (api: Client, id: string, mode: Mode): Promise<InstanceSummary> =>
  api.post(at(id, '/mode'), { mode });
export const decide = (api: Client, id: string, approval: string, decision: 'approve' | 'reject') =>
  api.post<unknown>(at(id, `/approvals/${encodeURIComponent(approval)}/${decision}`));
export const closePosition = (api: Client, id: string, tradeId: string) =>
  api.post<unknown>(at(id, `/positions/${encodeURIComponent(tradeId)}/close`));

export interface Entry {
  instrument: string;
  side: 'buy';
  notional: string;
  stop?: string;
  target?: string;
}

export const placeOrder = (api: Client, id: string, entry: Entry): Promise<Order | undefined> =>
  api.post(at(id, '/orders'), entry);
