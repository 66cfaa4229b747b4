import { unknown } from './numbers';

type Instant = string | Date | number | null | undefined;

const marketClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: '2-digit',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const marketDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: '2-digit',
  month: 'short',
  year: 'numeric',
});
const marketShort = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});
const marketHour = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit' });
const wallClock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

function format(formatter: Intl.DateTimeFormat, at: Instant): string {
  if (at == null) return unknown;
  const date = new Date(at);
  return Number.isNaN(date.getTime()) ? unknown : formatter.format(date);
}

/** A moment of a market's clock, in UTC: 05 Mar 2024, 14:35. */
export const marketTime = (at: Instant): string => format(marketClock, at);
/** 05 Mar, 14:35. */
export const shortTime = (at: Instant): string => format(marketShort, at);
export const marketDate = (at: Instant): string => format(marketDay, at);
export const hourMinute = (at: Instant): string => format(marketHour, at);
/** A moment of the viewer's own clock: 12:31:05. */
export const wallTime = (at: Instant): string => format(wallClock, at);

/** A length of time in its two largest units: 2 h 5 min. */
export function duration(seconds: number | null | undefined): string {
  if (seconds == null || !Number.isFinite(seconds)) return unknown;
  const units: [string, number][] = [
    ['d', 86_400],
    ['h', 3_600],
    ['min', 60],
    ['s', 1],
  ];
  let left = Math.max(0, Math.round(seconds));
  const parts: string[] = [];
  for (const [name, size] of units) {
    const amount = Math.floor(left / size);
    left -= amount * size;
    if (amount > 0 || (name === 's' && parts.length === 0)) parts.push(`${amount} ${name}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

/** A length of time as the API sends it: seconds, `d.hh:mm:ss` or ISO 8601 (`PT1H5M`). */
export function span(value: string | number | null | undefined): string {
  if (value == null) return unknown;
  if (typeof value === 'number') return duration(value);
  const clock = /^(?:(\d+)\.)?(\d+):(\d+):(\d+)(?:\.\d+)?$/.exec(value);
  if (clock !== null)
    return duration(
      Number(clock[1] ?? 0) * 86_400 + Number(clock[2]) * 3_600 + Number(clock[3]) * 60 + Number(clock[4]),
    );
  const iso = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(value);
  if (iso !== null)
    return duration(
      Number(iso[1] ?? 0) * 86_400 +
        Number(iso[2] ?? 0) * 3_600 +
        Number(iso[3] ?? 0) * 60 +
        Number(iso[4] ?? 0),
    );
  return /^\d+(\.\d+)?$/.test(value) ? duration(Number(value)) : value;
}

/** The time between two moments. */
export function between(from: Instant, to: Instant): string {
  if (from == null || to == null) return unknown;
  return duration((new Date(to).getTime() - new Date(from).getTime()) / 1_000);
}
