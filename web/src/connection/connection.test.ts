import { HubConnectionState } from '@microsoft/signalr';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { InstanceEvent } from '$/api/events';
import { Connection, type Hub } from './connection.svelte';

type Handler = (...values: never[]) => void;

/** A hub connection without a network: the test says when it breaks and what the server sends. */
class FakeHub {
  state = HubConnectionState.Disconnected;
  failures = 0;
  failure = 'refused';
  starts = 0;
  calls: unknown[][] = [];
  sequence = 100;
  readonly #handlers = new Map<string, Handler>();
  reconnecting: () => void = () => undefined;
  reconnected: () => void = () => undefined;
  closed: () => void = () => undefined;

  on = (name: string, handler: Handler) => void this.#handlers.set(name, handler);
  onreconnecting = (handler: () => void) => void (this.reconnecting = handler);
  onreconnected = (handler: () => void) => void (this.reconnected = handler);
  onclose = (handler: () => void) => void (this.closed = handler);
  send = (name: string, ...values: unknown[]) => this.#handlers.get(name)?.(...(values as never[]));

  start = () => {
    this.starts++;
    if (this.failures-- > 0) return Promise.reject(new Error(this.failure));
    this.state = HubConnectionState.Connected;
    return Promise.resolve();
  };

  stop = () => {
    this.state = HubConnectionState.Disconnected;
    return Promise.resolve();
  };

  invoke = (...call: unknown[]) => {
    this.calls.push(call);
    return Promise.resolve({ sequence: this.sequence });
  };
}

const event = (sequence: number): InstanceEvent => ({
  sequence,
  kind: 'log',
  ref: null,
  at: '',
  data: { level: 'info', text: '' },
});
const settle = () => vi.advanceTimersByTimeAsync(0);

describe('Connection', () => {
  let hub: FakeHub;
  let connection: Connection;
  let refreshes: number;

  beforeEach(() => {
    vi.useFakeTimers();
    hub = new FakeHub();
    refreshes = 0;
    const refresh = () => {
      refreshes++;
      return Promise.resolve('t');
    };
    connection = new Connection({ token: () => Promise.resolve('t'), refresh }, hub as unknown as Hub);
  });
  afterEach(async () => {
    await connection.stop();
    vi.useRealTimers();
  });

  it('start_serverThere_isLive', async () => {
    connection.start();
    await settle();
    expect(connection.state).toBe('live');
    expect(connection.asOf).toBeNull();
  });

  it('start_serverNotThere_triesUntilItIs', async () => {
    hub.failures = 7;
    connection.start();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(hub.starts).toBe(8);
    expect(connection.state).toBe('live');
  });

  it('start_tokenRefused_asksForANewOne', async () => {
    hub.failures = 1;
    hub.failure = "Unauthorized: Status code '401'";
    connection.start();
    await vi.advanceTimersByTimeAsync(2_000);
    expect(refreshes).toBe(1);
    expect(connection.state).toBe('live');
  });

  it('interrupted_showsWhenItLastHeard', async () => {
    connection.start();
    await settle();
    const heard = Date.now();
    await vi.advanceTimersByTimeAsync(5_000);
    hub.reconnecting();
    expect(connection.state).toBe('reconnecting');
    expect(connection.asOf?.getTime()).toBe(heard);
  });

  it('reconnected_asksFromTheLastEventAndReloads', async () => {
    const seen: number[] = [];
    let reloads = 0;
    connection.follow('a', 10, {
      events: (events) => seen.push(...events.map((each) => each.sequence)),
      reload: () => reloads++,
    });
    connection.start();
    await settle();
    hub.send('events', 'a', [event(11), event(14)]);
    hub.reconnecting();
    hub.calls = [];
    hub.reconnected();
    await settle();
    hub.send('events', 'a', [event(14), event(15)]);
    expect(hub.calls).toEqual([['Follow', 'a', 14]]);
    expect(seen).toEqual([11, 14, 15]);
    expect(reloads).toBe(1);
  });

  it('closedByTheServer_connectsAgain', async () => {
    connection.start();
    await settle();
    hub.state = HubConnectionState.Disconnected;
    hub.closed();
    expect(connection.state).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(1_000);
    expect(connection.state).toBe('live');
    expect(hub.starts).toBe(2);
  });

  it('unfollowed_hearsNothingMore', async () => {
    const seen: number[] = [];
    const unfollow = connection.follow('a', 0, {
      events: (events) => seen.push(...events.map((each) => each.sequence)),
    });
    connection.start();
    await settle();
    unfollow();
    hub.send('events', 'a', [event(1)]);
    expect(seen).toEqual([]);
    expect(hub.calls).toContainEqual(['Unfollow', 'a']);
  });

  it('snapshotNeeded_reloadsTheInstance', async () => {
    let reloads = 0;
    connection.follow('a', 1, { reload: () => reloads++ });
    connection.start();
    await settle();
    hub.send('snapshotNeeded', 'a', 900);
    expect(reloads).toBe(1);
  });
});
