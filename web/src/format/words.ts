import { plainDecimal } from './decimal';
import type { InstanceStatus, Mode } from '$/api/instances';

export const statusWords: Record<InstanceStatus, string> = {
  created: 'Not started',
  running: 'Running',
  paused: 'Paused',
  stopped: 'Stopped',
  halted: 'Halted',
  emergencyStopped: 'Emergency stop',
  archived: 'Archived',
};

export const modeWords: Record<Mode, string> = {
  manual: 'Manual',
  semiAutomatic: 'Semi-automatic',
  automatic: 'Automatic',
};

export const modeMeanings: Record<Mode, string> = {
  manual: 'Signals are shown; you place every order.',
  semiAutomatic: 'Each proposal waits for your approval and expires.',
  automatic: 'The bot trades by itself, inside its risk limits.',
};

const acronyms = /\b(adx|atr|cmf|ema|etf|macd|mfi|obv|roc|rsi|sma|usd|vwap)(?=\d*\b)/g;

/** A strategy's id such as `strategy.sma-breakout` in words. */
export const strategyName = (id: string): string => words(id.replace(/^strategy\./, ''));

/** The part of a pair that a person looks for: `BONK/USDT` is BONK. */
export const ticker = (symbol: string): string => symbol.split('/')[0] ?? symbol;

/** A reason in words, with numbers such as 2.282E-05 written out. */
export function prose(text: string | null | undefined): string {
  return (text ?? '').replace(/\b\d(?:\.\d+)?[eE]-\d+\b/g, plainDecimal);
}

/** `200x` or `200` as 200×, `max` in words. */
export function speedOf(speed: string): string {
  return speed === 'max' ? 'as fast as possible' : `${speed.replace(/x$/i, '')}×`;
}

/** Turns a stable code such as `riskPerTrade` or `max-open-positions` into words; leaves sentences alone. */
export function words(code: string | null | undefined): string {
  if (!code) return '';
  if (/\s/.test(code)) return code.charAt(0).toUpperCase() + code.slice(1);
  const spaced = code
    .replace(/[-_.]+/g, ' ')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .trim();
  const named = spaced.replace(acronyms, (name) => name.toUpperCase());
  return named.charAt(0).toUpperCase() + named.slice(1);
}

/** A sentence without its full stop, to go on with. */
export function clause(text: string | null | undefined): string {
  return (text ?? '').trim().replace(/\.$/, '');
}

/** `1 trade`, `2 trades`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
