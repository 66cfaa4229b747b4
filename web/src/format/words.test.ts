import { expect, it } from 'vitest';
import { clause, plural, prose, speedOf, strategyName, ticker, words } from './words';

it.each([
  ['riskPerTrade', 'Risk per trade'],
  ['max-open-positions', 'Max open positions'],
  ['rsi14', 'RSI14'],
  ['smaBreakout', 'SMA breakout'],
  ['mean-reversion-etf', 'Mean reversion ETF'],
  ['RSI is 27, under 30', 'RSI is 27, under 30'],
  [null, ''],
])('words_%s_read %s', (code, text) => expect(words(code)).toBe(text));

it('plural_one_hasNoS', () =>
  expect([plural(1, 'trade'), plural(0, 'trade')]).toEqual(['1 trade', '0 trades']));

it('prose_scientificNumbers_areWrittenOut', () =>
  expect(prose('The close 0.00002337 is above 2.282E-05, the high.')).toBe(
    'The close 0.00002337 is above 0.00002282, the high.',
  ));
it('ticker_pair_isItsFirstPart', () => expect([ticker('BONK/USDT'), ticker('SPY')]).toEqual(['BONK', 'SPY']));
it('strategyName_id_isInWords', () => expect(strategyName('strategy.mean-reversion')).toBe('Mean reversion'));
it('speedOf_multiples_haveOneSign', () => expect([speedOf('200x'), speedOf('60')]).toEqual(['200×', '60×']));
it('clause_sentence_losesItsStop', () => expect(clause('Ten losses in a row. ')).toBe('Ten losses in a row'));
