import { fixed, sign, subtract } from './decimal';

/** What stands where a figure is not known. */
export const unknown = '–';

type Value = string | null | undefined;

const minus = '−';
const subscripts = '₀₁₂₃₄₅₆₇₈₉';

function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const digits = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? digits : `${digits}.${fraction}`;
}

function withSign(text: string, prefix: string, always: boolean): string {
  if (text.startsWith('-')) return minus + prefix + grouped(text.slice(1));
  const zero = /^[0.]*$/.test(text);
  return (always && !zero ? '+' : '') + prefix + grouped(text);
}

/** An amount of money, as 1,234.50 with its dollar sign; tiny amounts keep two significant digits. */
export function money(value: Value, places?: number): string {
  return value == null ? unknown : withSign(fixed(value, places ?? placesOf(value)), '$', false);
}

/** A gain or loss: always with its sign, never by colour alone. In short, without cents from $100 on. */
export function signedMoney(value: Value, short = false): string {
  if (value == null) return unknown;
  const places = short && Math.abs(Number(value)) >= 100 ? 0 : placesOf(value);
  return withSign(fixed(value, places), '$', true);
}

/** Two places, more for amounts under a cent that would otherwise show as nothing. */
function placesOf(value: string): number {
  const size = Math.abs(Number(value));
  return size === 0 || size >= 0.01 ? 2 : Math.min(8, 1 - Math.floor(Math.log10(size)));
}

/** Large amounts on little room: $12.4k, $1.2M. */
export function compactMoney(value: Value): string {
  if (value == null) return unknown;
  const amount = Number(value);
  if (Math.abs(amount) < 10_000) return money(value);
  const text = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 2 }).format(
    Math.abs(amount),
  );
  return `${amount < 0 ? minus : ''}$${text}`;
}

/**
 * A price with about five significant digits. Leading zeros of memecoin prices are counted instead of
 * repeated: 0.000012345 reads 0.0₄12345, four zeros after the point.
 */
export function price(value: Value): string {
  if (value == null) return unknown;
  const size = Math.abs(Number(value));
  if (size === 0) return '0';
  if (size >= 1_000) return withSign(fixed(value, 2), '', false);
  const lead = Math.floor(Math.log10(size));
  const text = fixed(value, Math.max(2, 4 - lead));
  const zeros = /^(-?)0\.(0{3,})(\d+)$/.exec(text);
  if (zeros === null) return withSign(text, '', false);
  const [, negative, run = '', digits = ''] = zeros;
  const count = Array.from(String(run.length), (digit) => subscripts[Number(digit)]).join('');
  return `${negative ? minus : ''}0.0${count}${digits}`;
}

/** The same price written out, for titles and screen readers. */
export function fullPrice(value: Value): string {
  if (value == null) return unknown;
  const lead = Math.floor(Math.log10(Math.abs(Number(value)) || 1));
  return fixed(value, Math.max(2, 4 - lead));
}

/** A quantity: whole where it is large, up to eight significant places where it is small. */
export function quantity(value: Value): string {
  if (value == null) return unknown;
  const size = Math.abs(Number(value));
  const places = size >= 1_000 ? 0 : size >= 1 ? 3 : 8;
  const text = fixed(value, places);
  return withSign(text.includes('.') ? text.replace(/\.?0+$/, '') : text, '', false);
}

/** A ratio as percent: 0.0123 gives 1.23 %. */
export function percent(ratio: number | null | undefined, places = 1): string {
  if (ratio == null || !Number.isFinite(ratio)) return unknown;
  return `${withSign((ratio * 100).toFixed(places), '', false)} %`;
}

export function signedPercent(ratio: number | null | undefined, places = 2): string {
  if (ratio == null || !Number.isFinite(ratio)) return unknown;
  return `${withSign((ratio * 100).toFixed(places), '', true)} %`;
}

/** An estimate such as a Sharpe ratio. */
export function ratio(value: number | null | undefined, places = 2): string {
  if (value == null || !Number.isFinite(value)) return unknown;
  return withSign(value.toFixed(places), '', false);
}

export function count(value: number | null | undefined): string {
  return value == null ? unknown : withSign(String(value), '', false);
}

/** How far `to` lies from `from`, as a ratio of `from`; null where that has no meaning. */
export function change(from: Value, to: Value): number | null {
  if (from == null || to == null || Number(from) === 0) return null;
  return Number(subtract(to, from)) / Math.abs(Number(from));
}

/** Whether a figure is a gain, a loss or neither. */
export function direction(value: Value | number): 'up' | 'down' | 'flat' {
  if (value == null) return 'flat';
  const side = typeof value === 'number' ? Math.sign(value) : sign(value);
  return side > 0 ? 'up' : side < 0 ? 'down' : 'flat';
}

/** A feature of a signal or a configured value, whatever its kind. */
export function plain(value: unknown): string {
  if (value === null || value === undefined) return unknown;
  if (typeof value === 'number') return plainNumber(String(value));
  if (typeof value === 'string') return /^-?\d+(\.\d+)?$/.test(value) ? plainNumber(value) : value;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return JSON.stringify(value);
}

function plainNumber(text: string): string {
  const size = Math.abs(Number(text));
  if (!Number.isFinite(size)) return text;
  if (size !== 0 && size < 0.001) return price(text);
  return withSign(fixed(text, size >= 1_000 ? 2 : 4).replace(/\.?0+$/, ''), '', false);
}
