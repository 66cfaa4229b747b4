import type { InstanceEvent, Tick } from '$/api/events';

export interface Follower {
  events?(events: InstanceEvent[]): void;
  /** The followed instance's newest tick; `bars` holds every bar that came since the last call. */
  tick?(tick: Tick): void;
  /** What was loaded by REST is out of date: load it again. */
  reload?(): void;
}

/** What one instance's stream has delivered so far: lets each fact through once. */
export class Subscription {
  #last: number | null;

  constructor(
    readonly follower: Follower,
    after: number | null,
  ) {
    this.#last = after;
  }

  get last(): number | null {
    return this.#last;
  }

  /** Gives the events that were not seen before to the follower. */
  receive(events: InstanceEvent[]): void {
    const fresh: InstanceEvent[] = [];
    for (const event of events) {
      if (this.#last !== null && event.sequence <= this.#last) continue;
      this.#last = event.sequence;
      fresh.push(event);
    }
    if (fresh.length > 0) this.follower.events?.(fresh);
  }

  /** The server's position after a (re)subscription. An earlier one than ours means another journal. */
  resumed(sequence: number): void {
    if (this.#last === null) this.#last = sequence;
    else if (sequence < this.#last) this.restart(sequence);
  }

  /** Too much was missed to be replayed: go on from here, after loading everything again. */
  restart(sequence: number): void {
    this.#last = sequence;
    this.follower.reload?.();
  }
}
