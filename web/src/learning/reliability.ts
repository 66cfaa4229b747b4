import type { CalibrationRange, Learning } from '$/api/learning';
import { percent, ratio } from '$/format/numbers';
import { plural } from '$/format/words';

/** A range with outcomes on a square of side 100, origin at the lower left turned to SVG's upper left. */
export interface Point {
  /** Middle of the range. */
  x: number;
  realized: number;
  confidence: number;
  /** Ends of one standard deviation around the confidence. */
  high: number;
  low: number;
  /** Its area grows with the number of outcomes. */
  radius: number;
}

const largest = 5;
const smallest = 1.6;
const up = (share: number) => 100 - 100 * Math.min(1, Math.max(0, share));

/** The ranges with outcomes, which alone say something. */
export const seen = (ranges: CalibrationRange[]): CalibrationRange[] =>
  ranges.filter((range) => range.outcomes > 0);

export function points(ranges: CalibrationRange[]): Point[] {
  const most = Math.max(1, ...ranges.map((range) => range.outcomes));
  return seen(ranges).map((range) => ({
    x: 50 * (range.from + range.to),
    realized: up(range.realized ?? 0),
    confidence: up(range.confidence),
    high: up(range.confidence + range.deviation),
    low: up(range.confidence - range.deviation),
    radius: Math.max(smallest, largest * Math.sqrt(range.outcomes / most)),
  }));
}

/** What there is to say before any figure. */
export function summary(learning: Learning): string {
  if (!learning.enabled)
    return 'This bot does not learn: the confidence of a signal is what its strategy says.';
  const waiting =
    learning.awaited > 0 ? ` ${plural(learning.awaited, 'signal is', 'signals are')} being watched.` : '';
  if (learning.outcomes === 0)
    return `No signal has ended yet, so every weight is 1 and every confidence starts at one half.${waiting}`;
  const { inForce } = learning.models;
  const since = inForce ? ` since model ${inForce.number} judges them` : '';
  return `${plural(learning.outcomes, 'signal has', 'signals have')} ended${since}, ${learning.won} with a profit after costs (${percent(learning.won / learning.outcomes, 0)}).${waiting}`;
}

/** How the shadowing model does, in words. */
export function verdict(shadow: NonNullable<Learning['models']['shadow']>): string {
  const { outcomes, asked, logLoss, presentLogLoss } = shadow;
  if (logLoss === null || presentLogLoss === null)
    return `No signal that it judged has ended yet; ${asked} are asked.`;
  const better = logLoss < presentLogLoss;
  const sides = `log loss ${ratio(logLoss, 3)} against ${ratio(presentLogLoss, 3)} of what is in force`;
  const count = `${outcomes} of ${asked} outcomes`;
  return `${better ? 'Better so far' : 'No better so far'}: ${sides}, on ${count}.`;
}
