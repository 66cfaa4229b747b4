import { describe, expect, it } from 'vitest';
import { between, duration, marketTime, span } from './time';

describe('time', () => {
  it('marketTime_instant_isShownInUtc', () =>
    expect(marketTime('2024-03-05T14:35:00Z')).toBe('05 Mar 2024, 14:35'));
  it('marketTime_nonsense_isADash', () => expect(marketTime('soon')).toBe('–'));
  it.each([
    [0, '0 s'],
    [59.6, '1 min'],
    [3_900, '1 h 5 min'],
    [3_601, '1 h'],
    [90_000, '1 d 1 h'],
  ])('duration_%d_reads %s', (seconds, text) => expect(duration(seconds)).toBe(text));
  it.each([
    ['01:12:30', '1 h 12 min'],
    ['2.03:00:00.5', '2 d 3 h'],
    ['PT1H5M', '1 h 5 min'],
    [4350, '1 h 12 min'],
    ['90', '1 min 30 s'],
  ])('span_%s_reads %s', (value, text) => expect(span(value)).toBe(text));
  it('between_twoInstants_isTheirDistance', () =>
    expect(between('2024-01-01T00:00:00Z', '2024-01-01T00:05:00Z')).toBe('5 min'));
});
