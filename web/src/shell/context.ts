import { createContext } from 'svelte';
import type { Client } from '$/api/client';
import type { Connection } from '$/connection/connection.svelte';
import type { FleetState } from '$/fleet/fleet.svelte';
import type { Router } from '$/routing/router.svelte';
import type { Session } from '$/session/session.svelte';
import type { Theme } from '$/theme/theme.svelte';
import type { Toasts } from '$/toasts/toasts.svelte';

export const [getSession, setSession] = createContext<Session>();
export const [getClient, setClient] = createContext<Client>();
export const [getRouter, setRouter] = createContext<Router>();
export const [getTheme, setTheme] = createContext<Theme>();
export const [getToasts, setToasts] = createContext<Toasts>();
export const [getConnection, setConnection] = createContext<Connection>();
export const [getFleet, setFleet] = createContext<FleetState>();
