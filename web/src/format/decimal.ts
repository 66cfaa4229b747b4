/**
 * Exact arithmetic on decimals that travel as strings. Only what the page needs: it shows what the server
 * computed, and subtracts where two shown figures must agree to the last digit.
 */
interface Scaled {
  units: bigint;
  scale: number;
}

const shape = /^(-?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

function parse(text: string): Scaled {
  const match = shape.exec(text.trim());
  if (match === null || (!match[2] && !match[3])) return { units: 0n, scale: 0 };
  const fraction = match[3] ?? '';
  let digits = (match[2] ?? '') + fraction;
  let scale = fraction.length - Number(match[4] ?? 0);
  if (scale < 0) {
    digits += '0'.repeat(-scale);
    scale = 0;
  }
  return { units: BigInt((match[1] ?? '') + (digits || '0')), scale };
}

function print({ units, scale }: Scaled): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return (units < 0n ? '-' : '') + whole + (fraction === '' ? '' : `.${fraction}`);
}

function align(a: string, b: string): [bigint, bigint, number] {
  const left = parse(a);
  const right = parse(b);
  const scale = Math.max(left.scale, right.scale);
  return [
    left.units * 10n ** BigInt(scale - left.scale),
    right.units * 10n ** BigInt(scale - right.scale),
    scale,
  ];
}

export function subtract(a: string, b: string): string {
  const [left, right, scale] = align(a, b);
  return print({ units: left - right, scale });
}

export function add(a: string, b: string): string {
  const [left, right, scale] = align(a, b);
  return print({ units: left + right, scale });
}

/** -1, 0 or 1. */
export function sign(value: string): -1 | 0 | 1 {
  const { units } = parse(value);
  return units < 0n ? -1 : units > 0n ? 1 : 0;
}

/** Rounds half away from zero to so many decimal places, keeping trailing zeros. */
export function fixed(value: string, places: number): string {
  const { units, scale } = parse(value);
  const negative = units < 0n;
  let magnitude = negative ? -units : units;
  if (scale > places) {
    const step = 10n ** BigInt(scale - places);
    magnitude = (magnitude + step / 2n) / step;
  } else magnitude *= 10n ** BigInt(places - scale);
  const digits = magnitude.toString().padStart(places + 1, '0');
  const text = places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(digits.length - places)}`;
  return (negative && magnitude !== 0n ? '-' : '') + text;
}

/** A decimal in scientific notation, written out. */
export const plainDecimal = (value: string): string => print(parse(value));
