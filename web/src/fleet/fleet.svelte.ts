import type { Client } from '$/api/client';
import type { Tick } from '$/api/events';
import type { Fleet, FleetTotals } from '$/api/fleet';
import type { InstanceSummary } from '$/api/instances';
import { Problem } from '$/api/problem';
import type { Connection } from '$/connection/connection.svelte';
import { add } from '$/format/decimal';
import { loadFleet } from './fleet.service';

/** Win rates, counts and sparklines are not in ticks; they are read again this often. */
const refreshEvery = 5_000;
const sparklinePoints = 60;

/** The fleet as last heard: loaded by REST, kept fresh by the hub. */
export class FleetState {
  #totals = $state.raw<FleetTotals | null>(null);
  #instances = $state.raw<InstanceSummary[]>([]);
  #problem = $state.raw<Problem | null>(null);
  #timer: ReturnType<typeof setInterval> | undefined;
  #unfollow: (() => void) | undefined;

  constructor(
    private readonly api: Client,
    private readonly connection: Connection,
  ) {}

  get totals(): FleetTotals | null {
    return this.#totals;
  }

  get instances(): InstanceSummary[] {
    return this.#instances;
  }

  get problem(): Problem | null {
    return this.#problem;
  }

  get loaded(): boolean {
    return this.#totals !== null;
  }

  instance(id: string): InstanceSummary | undefined {
    return this.#instances.find((instance) => instance.id === id);
  }

  start(): void {
    void this.load();
    this.#unfollow = this.connection.followFleet({
      fleet: (totals) => (this.#totals = { ...this.#totals, ...totals }),
      ticks: (ticks) => this.#apply(ticks),
      reload: () => void this.load(),
    });
    this.#timer = setInterval(() => {
      if (!document.hidden && this.connection.state === 'live') void this.load();
    }, refreshEvery);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#unfollow?.();
  }

  async load(): Promise<void> {
    try {
      this.accept(await loadFleet(this.api));
    } catch (error) {
      if (error instanceof Problem) this.#problem = error;
      else throw error;
    }
  }

  accept(fleet: Fleet): void {
    this.#totals = fleet;
    this.#instances = fleet.instances;
    this.#problem = null;
  }

  /** Puts in what a command answered, ahead of the next tick. */
  replace(summary: InstanceSummary): void {
    this.#instances = this.#instances.some((instance) => instance.id === summary.id)
      ? this.#instances.map((instance) =>
          instance.id === summary.id ? { ...instance, ...summary } : instance,
        )
      : [...this.#instances, summary];
  }

  #apply(ticks: Tick[]): void {
    const byId = new Map(ticks.map((tick) => [tick.instance, tick]));
    this.#instances = this.#instances.map((instance) => {
      const tick = byId.get(instance.id);
      return tick === undefined ? instance : withTick(instance, tick);
    });
    if (this.#totals !== null) this.#totals = { ...this.#totals, ...sums(this.#instances) };
  }
}

export function withTick(instance: InstanceSummary, tick: Tick): InstanceSummary {
  const { marketTime, status, equity, cash, realizedPnl, unrealizedPnl, openPositions } = tick;
  const sparkline =
    instance.sparkline.length < sparklinePoints
      ? instance.sparkline
      : [...instance.sparkline.slice(0, -1), equity];
  return {
    ...instance,
    ...{ marketTime, status, equity, cash, realizedPnl, unrealizedPnl, openPositions, sparkline },
  };
}

function sums(instances: InstanceSummary[]) {
  const total = (pick: (instance: InstanceSummary) => string) =>
    instances.reduce((sum, instance) => add(sum, pick(instance)), '0');
  return {
    equity: total((instance) => instance.equity),
    cash: total((instance) => instance.cash),
    realizedPnl: total((instance) => instance.realizedPnl),
    unrealizedPnl: total((instance) => instance.unrealizedPnl),
    openPositions: instances.reduce((sum, instance) => sum + instance.openPositions, 0),
  };
}
