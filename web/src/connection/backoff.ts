const steps = [0, 500, 1_000, 2_000, 4_000, 8_000];

/** How long to wait before the nth attempt (from 0), in milliseconds: grows to 10 s and never gives up. */
export function backoff(attempt: number, jitter: () => number): number {
  const base = steps[attempt] ?? 10_000;
  return Math.round(base * (0.75 + jitter() * 0.25));
}
