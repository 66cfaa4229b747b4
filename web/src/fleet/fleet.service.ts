import type { Client } from '$/api/client';
import type { Fleet } from '$/api/fleet';
import type { CreateInstance, Instance, InstanceSummary, Preset } from '$/api/instances';

export type FleetAction = 'pause' | 'resume' | 'start' | 'stop' | 'emergency-stop' | 'reset';

/** The words that a person types before everything is stopped or let go again. */
export const confirmation = { emergencyStop: 'EMERGENCY STOP', reset: 'RESET' } as const;

export const loadFleet = (api: Client): Promise<Fleet> => api.get('/fleet');

export const commandFleet = (api: Client, action: FleetAction, confirm?: string): Promise<Fleet> =>
  api.post(`/fleet/${action}`, confirm === undefined ? {} : { confirm });

export const loadPresets = (api: Client): Promise<Preset[]> => api.get('/presets');

export const createInstance = (api: Client, request: CreateInstance): Promise<Instance | InstanceSummary> =>
  api.post('/instances', request);
