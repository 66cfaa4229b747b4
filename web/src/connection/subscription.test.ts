import { describe, expect, it } from 'vitest';
import type { InstanceEvent } from '$/api/events';
import { Subscription } from './subscription';

const event = (sequence: number): InstanceEvent => ({
  sequence,
  kind: 'log',
  ref: null,
  at: '2024-01-01T00:00:00Z',
  data: { level: 'info', text: String(sequence) },
});

function listen(after: number | null) {
  const seen: number[] = [];
  let reloads = 0;
  const subscription = new Subscription(
    { events: (events) => seen.push(...events.map((each) => each.sequence)), reload: () => reloads++ },
    after,
  );
  return { subscription, seen, reloads: () => reloads };
}

describe('Subscription', () => {
  it('receive_newEvents_passesThemInOrder', () => {
    const { subscription, seen } = listen(4);
    subscription.receive([event(5), event(9)]);
    expect(seen).toEqual([5, 9]);
    expect(subscription.last).toBe(9);
  });

  it('receive_sameEventsAgain_dropsThem', () => {
    const { subscription, seen } = listen(0);
    subscription.receive([event(1), event(2)]);
    subscription.receive([event(1), event(2), event(3)]);
    expect(seen).toEqual([1, 2, 3]);
  });

  it('receive_repeatsWithinOneMessage_dropsThem', () => {
    const { subscription, seen } = listen(null);
    subscription.receive([event(7), event(7), event(6), event(8)]);
    expect(seen).toEqual([7, 8]);
  });

  it('receive_eventsBeforeTheStart_dropsThem', () => {
    const { subscription, seen } = listen(10);
    subscription.receive([event(9), event(10)]);
    expect(seen).toEqual([]);
  });

  it('resumed_serverAhead_keepsOurPosition', () => {
    const { subscription, reloads } = listen(10);
    subscription.resumed(25);
    expect(subscription.last).toBe(10);
    expect(reloads()).toBe(0);
  });

  it('resumed_serverBehind_startsOver', () => {
    const { subscription, seen, reloads } = listen(10);
    subscription.resumed(3);
    subscription.receive([event(4)]);
    expect(seen).toEqual([4]);
    expect(reloads()).toBe(1);
  });

  it('restart_snapshotNeeded_reloadsAndGoesOnFromThere', () => {
    const { subscription, seen, reloads } = listen(10);
    subscription.restart(5_000);
    subscription.receive([event(11), event(5_001)]);
    expect(seen).toEqual([5_001]);
    expect(reloads()).toBe(1);
  });
});
