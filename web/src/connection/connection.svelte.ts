import { HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from '@microsoft/signalr';
import type { TokenSource } from '$/api/client';
import type { InstanceEvent, Tick } from '$/api/events';
import type { FleetTotals } from '$/api/fleet';
import { backoff } from './backoff';
import { TickFrame } from './frame';
import { Subscription, type Follower } from './subscription';

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'closed';

export interface FleetFollower {
  fleet?(totals: FleetTotals): void;
  ticks?(ticks: Tick[]): void;
  reload?(): void;
}

/** The part of a hub connection that is used here. */
export type Hub = Pick<
  HubConnection,
  'start' | 'stop' | 'invoke' | 'on' | 'onclose' | 'onreconnected' | 'onreconnecting' | 'state'
>;

/**
 * The one live connection to the server. It comes back by itself for as long as the page is open, then asks
 * for what it missed from each instance's last sequence number, and lets no event through twice.
 */
export class Connection {
  #state = $state<ConnectionState>('connecting');
  #asOf = $state.raw<Date | null>(null);
  #heard = 0;
  #wanted = false;
  #lost = false;
  readonly #hub: Hub;
  readonly #instances = new Map<string, Subscription>();
  readonly #fleet = new Set<FleetFollower>();
  readonly #frame: TickFrame;

  constructor(
    private readonly tokens: TokenSource,
    hub: Hub = build(tokens),
  ) {
    this.#hub = hub;
    this.#frame = new TickFrame((ticks) => this.#deliver(ticks));
    hub.on('events', (instance: string, events: InstanceEvent[]) => {
      this.#touch();
      this.#instances.get(instance)?.receive(events);
    });
    hub.on('snapshotNeeded', (instance: string, sequence: number) =>
      this.#instances.get(instance)?.restart(sequence),
    );
    hub.on('tick', (tick: Tick) => {
      this.#touch();
      this.#frame.add(tick);
    });
    hub.on('fleet', (totals: FleetTotals) => {
      this.#touch();
      for (const follower of this.#fleet) follower.fleet?.(totals);
    });
    hub.onreconnecting(() => this.#interrupted());
    hub.onreconnected(() => void this.#resume());
    hub.onclose(() => {
      if (!this.#wanted) return;
      this.#interrupted();
      void this.#connect();
    });
  }

  get state(): ConnectionState {
    return this.#state;
  }

  /** When the server was last heard before the connection broke; null while it is live. */
  get asOf(): Date | null {
    return this.#state === 'live' ? null : this.#asOf;
  }

  start(): void {
    if (this.#wanted) return;
    this.#wanted = true;
    void this.#connect();
  }

  async stop(): Promise<void> {
    this.#wanted = false;
    this.#state = 'closed';
    this.#instances.clear();
    await this.#hub.stop();
  }

  /** Follows one instance from just after a sequence number. Returns what ends it. */
  follow(instance: string, after: number | null, follower: Follower): () => void {
    const subscription = new Subscription(follower, after);
    this.#instances.set(instance, subscription);
    if (this.#hub.state === HubConnectionState.Connected) void this.#subscribe(instance, subscription);
    return () => {
      if (this.#instances.get(instance) !== subscription) return;
      this.#instances.delete(instance);
      if (this.#hub.state === HubConnectionState.Connected)
        void this.#hub.invoke('Unfollow', instance).catch(() => undefined);
    };
  }

  followFleet(follower: FleetFollower): () => void {
    this.#fleet.add(follower);
    if (this.#hub.state === HubConnectionState.Connected && this.#fleet.size === 1)
      void this.#hub.invoke('FollowFleet').catch(() => undefined);
    return () => this.#fleet.delete(follower);
  }

  async #connect(): Promise<void> {
    for (let attempt = 0; this.#wanted; attempt++) {
      try {
        await this.#hub.start();
        await this.#resume();
        return;
      } catch (error) {
        if (isRefused(error)) await this.tokens.refresh().catch(() => null);
        await new Promise((done) => setTimeout(done, backoff(attempt + 1, Math.random)));
      }
    }
  }

  async #resume(): Promise<void> {
    const reload = this.#lost;
    this.#lost = false;
    this.#state = 'live';
    this.#touch();
    if (this.#fleet.size > 0) await this.#hub.invoke('FollowFleet').catch(() => undefined);
    await Promise.all([...this.#instances].map(([id, subscription]) => this.#subscribe(id, subscription)));
    if (!reload) return;
    for (const follower of this.#fleet) follower.reload?.();
    for (const subscription of this.#instances.values()) subscription.follower.reload?.();
  }

  async #subscribe(instance: string, subscription: Subscription): Promise<void> {
    const current = () =>
      this.#instances.get(instance) === subscription && this.#hub.state === HubConnectionState.Connected;
    for (let attempt = 1; current(); attempt++) {
      try {
        const answer = await this.#hub.invoke<{ sequence: number }>('Follow', instance, subscription.last);
        if (current()) subscription.resumed(answer.sequence);
        return;
      } catch {
        // A broken connection ends the loop, coming back subscribes again; a busy server is asked again.
        await new Promise((done) => setTimeout(done, backoff(attempt, Math.random)));
      }
    }
  }

  #interrupted(): void {
    this.#lost = true;
    this.#asOf = this.#heard === 0 ? null : new Date(this.#heard);
    this.#state = 'reconnecting';
  }

  #touch(): void {
    this.#heard = Date.now();
  }

  #deliver(ticks: Tick[]): void {
    for (const follower of this.#fleet) follower.ticks?.(ticks);
    for (const tick of ticks) this.#instances.get(tick.instance)?.follower.tick?.(tick);
  }
}

/** Whether the server came back but does not know our token, for instance because its keys changed. */
function isRefused(error: unknown): boolean {
  return /\b401\b/.test(String(error));
}

function build(tokens: TokenSource): HubConnection {
  let refused = false;
  return new HubConnectionBuilder()
    .withUrl('/hub', {
      accessTokenFactory: async () => (await (refused ? tokens.refresh() : tokens.token())) ?? '',
    })
    .withAutomaticReconnect({
      nextRetryDelayInMilliseconds: (context) => {
        refused = isRefused(context.retryReason);
        return backoff(context.previousRetryCount, Math.random);
      },
    })
    .configureLogging(LogLevel.None)
    .build();
}
