import type { Client } from '$/api/client';
import type { Analytics, TokenAnalytics } from '$/api/portfolio';

const root = (instance: string | null) =>
  instance === null ? '' : `/instances/${encodeURIComponent(instance)}`;

export const loadAnalytics = (api: Client, instance: string | null): Promise<Analytics> =>
  api.get(`${root(instance)}/analytics`);
export const loadTokens = (api: Client, instance: string | null): Promise<TokenAnalytics[]> =>
  api.get(`${root(instance)}/analytics/tokens`);
