import { describe, expect, it } from 'vitest';
import {
  change,
  compactMoney,
  direction,
  fullPrice,
  money,
  percent,
  plain,
  price,
  quantity,
  signedMoney,
  signedPercent,
} from './numbers';

describe('price', () => {
  it.each([
    ['43210.5', '43,210.50'],
    ['470.213', '470.21'],
    ['98', '98.000'],
    ['0.224149', '0.22415'],
    ['0.0114', '0.011400'],
    ['0.00123456', '0.0012346'],
    ['0.00012345', '0.0₃12345'],
    ['0.000012345', '0.0₄12345'],
    ['0.0000012', '0.0₅12000'],
    ['0.00000000000123456', '0.0₁₁12346'],
    ['0', '0'],
    ['-0.000012345', '−0.0₄12345'],
    ['1.2345E-05', '0.0₄12345'],
  ])('price_%s_reads %s', (value, text) => expect(price(value)).toBe(text));

  it('price_unknown_isADash', () => expect(price(null)).toBe('–'));
  it('fullPrice_tiny_isWrittenOut', () => expect(fullPrice('0.000012345')).toBe('0.000012345'));
});

describe('money', () => {
  it.each([
    ['1234.5', '$1,234.50'],
    ['-1234567.005', '−$1,234,567.01'],
    ['0', '$0.00'],
    ['0.00004', '$0.000040'],
    ['99999999999999999999.99', '$99,999,999,999,999,999,999.99'],
  ])('money_%s_reads %s', (value, text) => expect(money(value)).toBe(text));

  it.each([
    ['12.3', '+$12.30'],
    ['-12.3', '−$12.30'],
    ['0', '$0.00'],
    ['-0.0001', '−$0.00010'],
  ])('signedMoney_%s_reads %s', (value, text) => expect(signedMoney(value)).toBe(text));

  it('signedMoney_short_dropsTheCentsOfLargeAmounts', () =>
    expect([signedMoney('-1111.84', true), signedMoney('11.84', true)]).toEqual(['−$1,112', '+$11.84']));

  it.each([
    ['148652.25', '$148.65K'],
    ['-1200000', '−$1.2M'],
    ['1004.5', '$1,004.50'],
  ])('compactMoney_%s_reads %s', (value, text) => expect(compactMoney(value)).toBe(text));
});

describe('other figures', () => {
  it.each([
    ['5434613.25', '5,434,613'],
    ['331.5', '331.5'],
    ['0.00012300', '0.000123'],
    ['12', '12'],
  ])('quantity_%s_reads %s', (value, text) => expect(quantity(value)).toBe(text));

  it('percent_ratio_isTimesHundred', () => expect(percent(0.6)).toBe('60.0 %'));
  it('signedPercent_loss_hasItsSign', () => expect(signedPercent(-0.0123)).toBe('−1.23 %'));
  it('percent_notANumber_isADash', () => expect(percent(Number.NaN)).toBe('–'));
  it('change_fromZero_hasNoMeaning', () => expect(change('0', '5')).toBeNull());
  it('change_doubled_isOne', () => expect(change('2', '4')).toBe(1));
  it('direction_tinyLoss_isDown', () => expect(direction('-0.0000000001')).toBe('down'));
  it.each([
    ['0.050', '0.05'],
    [27.41, '27.41'],
    [true, 'yes'],
    [null, '–'],
    ['55–65 %', '55–65 %'],
    ['100', '100'],
  ])('plain_%s_reads %s', (value, text) => expect(plain(value)).toBe(text));
});
