import type { Client } from '$/api/client';
import type { InstanceEvent, Tick } from '$/api/events';
import type { Instance, InstanceSummary } from '$/api/instances';
import type { Learning } from '$/api/learning';
import type { EquityPoint } from '$/api/portfolio';
import type { Position } from '$/api/positions';
import { Problem } from '$/api/problem';
import type { Risk } from '$/api/risk';
import type { Approval } from '$/api/signals';
import type { Trade } from '$/api/trades';
import type { Connection } from '$/connection/connection.svelte';
import { withTick } from '$/fleet/fleet.svelte';
import { CandleWindow } from './candles.svelte';
import { describe, type FeedItem } from './feed';
import * as service from './instance.service';
import { throttle } from './throttle';

const feedLength = 200;
/** How far back in the journal the feed starts, in sequence numbers. */
const feedBacklog = 400;

/** One instance as last heard: loaded by REST, then kept up by its events and ticks. */
export class InstanceState {
  #instance = $state.raw<Instance | null>(null);
  #positions = $state.raw<Position[] | null>(null);
  #approvals = $state.raw<{ items: Approval[]; at: number }>({ items: [], at: 0 });
  #risk = $state.raw<Risk | null>(null);
  #learning = $state.raw<Learning | null>(null);
  #equity = $state.raw<EquityPoint[] | null>(null);
  #trades = $state.raw<Trade[] | null>(null);
  #feed = $state.raw<FeedItem[]>([]);
  #problem = $state.raw<Problem | null>(null);
  #unfollow: (() => void) | undefined;
  #stopped = false;
  readonly candles: CandleWindow;

  readonly #refreshSummary = throttle(2_000, async () => this.#load('instance'));
  readonly #refreshPositions = throttle(1_000, async () => this.#load('positions'));
  readonly #refreshTrades = throttle(1_000, async () => this.#load('trades'));
  readonly #refreshApprovals = throttle(300, async () => this.#load('approvals'));
  readonly #refreshSlow = throttle(5_000, () =>
    Promise.all([this.#load('risk'), this.#load('equity'), this.#load('learning')]),
  );

  constructor(
    readonly id: string,
    private readonly api: Client,
    private readonly connection: Connection,
  ) {
    this.candles = new CandleWindow(api, id);
  }

  get instance() {
    return this.#instance;
  }
  get positions() {
    return this.#positions;
  }
  get approvals() {
    return this.#approvals;
  }
  get risk() {
    return this.#risk;
  }
  get learning() {
    return this.#learning;
  }
  get equity() {
    return this.#equity;
  }
  get trades() {
    return this.#trades;
  }
  get feed() {
    return this.#feed;
  }
  get problem() {
    return this.#problem;
  }

  async start(): Promise<void> {
    await this.load();
    if (this.#stopped || this.#instance === null || this.#unfollow !== undefined) return;
    const after = Math.max(0, this.#instance.sequence - feedBacklog);
    this.#unfollow = this.connection.follow(this.id, after, {
      events: (events) => this.#receive(events),
      tick: (tick) => this.#apply(tick),
      reload: () => void this.load(),
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#unfollow?.();
    this.candles.stop();
    for (const refresh of [this.#refreshSummary, this.#refreshPositions, this.#refreshTrades])
      refresh.cancel();
    for (const refresh of [this.#refreshApprovals, this.#refreshSlow]) refresh.cancel();
  }

  async load(): Promise<void> {
    await this.#load('instance');
    if (this.#instance === null) return;
    const rest = (['trades', 'approvals', 'risk', 'equity', 'learning'] as const).map((part) =>
      this.#load(part),
    );
    await this.#load('positions');
    const first = this.#positions?.[0]?.instrument ?? this.#instance.instruments[0]?.id;
    if (this.candles.instrument === null && first !== undefined) this.candles.show(first);
    else this.candles.reload();
    await Promise.all(rest);
  }

  symbolOf = (instrument: string): string =>
    this.#instance?.instruments.find((candidate) => candidate.id === instrument)?.symbol ?? instrument;

  /** Puts in what a command answered, ahead of the next event. */
  accept(summary: InstanceSummary): void {
    if (this.#instance !== null) this.#instance = { ...this.#instance, ...summary };
  }

  refreshPositions(): void {
    this.#refreshPositions();
  }

  refreshApprovals(): void {
    this.#refreshApprovals();
  }

  async #load(
    part: 'instance' | 'positions' | 'trades' | 'approvals' | 'risk' | 'equity' | 'learning',
  ): Promise<void> {
    const { api, id } = this;
    try {
      if (part === 'instance') this.#instance = await service.loadInstance(api, id);
      else if (part === 'positions') this.#positions = await service.loadPositions(api, id);
      else if (part === 'trades') this.#trades = (await service.loadTrades(api, id, 20)).items;
      else if (part === 'approvals')
        this.#approvals = { items: await service.loadApprovals(api, id), at: Date.now() };
      else if (part === 'risk') this.#risk = await service.loadRisk(api, id);
      else if (part === 'learning') this.#learning = await service.loadLearning(api, id);
      else this.#equity = await service.loadEquity(api, id);
      this.#problem = null;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.#problem = error;
    }
  }

  #receive(events: InstanceEvent[]): void {
    const items = events.map((event) => describe(event, this.symbolOf)).filter((item) => item !== null);
    this.#feed = [...items.reverse(), ...this.#feed].slice(0, feedLength);
    const kinds = new Set(events.map((event) => event.kind));
    if (kinds.has('trade.opened') || kinds.has('trade.updated') || kinds.has('trade.closed')) {
      this.#refreshPositions();
      this.#refreshSummary();
      this.candles.reload();
    }
    if (kinds.has('trade.closed')) this.#refreshTrades();
    if (kinds.has('approval.requested') || kinds.has('approval.decided')) this.#refreshApprovals();
    if (kinds.has('bot.state') || kinds.has('risk.halted') || kinds.has('risk.resumed')) {
      this.#refreshSummary();
      this.#refreshSlow();
    }
  }

  #apply(tick: Tick): void {
    if (this.#instance === null) return;
    this.#instance = { ...this.#instance, ...withTick(this.#instance, tick) };
    if (tick.bars) this.candles.receive(tick.bars);
    if (tick.openPositions > 0 || (this.#positions?.length ?? 0) > 0) this.#refreshPositions();
    this.#refreshSlow();
  }
}
