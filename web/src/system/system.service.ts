import type { Client } from '$/api/client';
import type { GrainStatistics, Health } from '$/api/health';

export const loadHealth = (api: Client): Promise<Health> => api.get('/health');
export const loadGrains = (api: Client): Promise<GrainStatistics[]> => api.get('/grains');
