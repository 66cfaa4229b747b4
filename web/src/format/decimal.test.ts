import { describe, expect, it } from 'vitest';
import { add, fixed, sign, subtract } from './decimal';

describe('decimal', () => {
  it('subtract_moreDigitsThanADouble_isExact', () =>
    expect(subtract('1000000000000.000000000000000001', '1000000000000')).toBe('0.000000000000000001'));
  it('subtract_larger_isNegative', () => expect(subtract('1', '1.25')).toBe('-0.25'));
  it('add_tenths_isExact', () => expect(add('0.1', '0.2')).toBe('0.3'));
  it('add_exponent_isRead', () => expect(add('1E-8', '1e2')).toBe('100.00000001'));
  it.each([
    ['1.005', 2, '1.01'],
    ['-1.005', 2, '-1.01'],
    ['-0.001', 2, '0.00'],
    ['7', 2, '7.00'],
    ['12.5', 0, '13'],
  ])('fixed_%s_to %d places', (value, places, text) => expect(fixed(value, places)).toBe(text));
  it('sign_zeros_isZero', () => expect(sign('-0.000')).toBe(0));
  it('sign_nonsense_isZero', () => expect(sign('abc')).toBe(0));
});
