import { expect, it } from 'vitest';
import type { CalibrationRange, Learning, Model } from '$/api/learning';
import { points, seen, summary, verdict } from './reliability';

const range = (from: number, outcomes: number, won: number): CalibrationRange => ({
  from,
  to: from + 0.1,
  outcomes,
  won,
  realized: outcomes === 0 ? null : won / outcomes,
  confidence: 0.4,
  deviation: 0.05,
});
const learning = (change: Partial<Learning>): Learning => ({
  enabled: true,
  strategy: 'strategy.ensemble',
  outcomes: 0,
  won: 0,
  awaited: 0,
  baseRate: 0.5,
  priorStrength: 20,
  floor: 0.1,
  experts: [],
  instruments: [],
  calibration: [],
  models: { inForce: null, shadow: null, pinned: false, versions: [] },
  ...change,
});
const model: Model = {
  number: 2,
  kind: 'logistic',
  trainedFrom: '2024-01-01T00:00:00Z',
  trainedTo: '2024-02-01T00:00:00Z',
  outcomes: 40,
  logLoss: 0.6,
  baseLogLoss: 0.7,
};

it('points_rangesWithoutOutcomes_areLeftOut', () => {
  const ranges = [range(0.3, 0, 0), range(0.5, 4, 1)];
  expect(seen(ranges)).toHaveLength(1);
  const [point] = points(ranges);
  expect(point?.x).toBeCloseTo(55);
  expect(point?.realized).toBeCloseTo(75);
  expect(point?.confidence).toBeCloseTo(60);
  expect(point?.high).toBeCloseTo(55);
  expect(point?.low).toBeCloseTo(65);
});

it('points_radius_growsWithTheRootOfTheCount', () => {
  const [few, many] = points([range(0.4, 25, 5), range(0.5, 100, 40)]);
  expect((many?.radius ?? 0) / (few?.radius ?? 1)).toBeCloseTo(2);
  expect(points([range(0.4, 1, 0), range(0.5, 10_000, 40)])[0]?.radius).toBeGreaterThan(1);
});

it('summary_withoutOutcomes_saysWhatThatMeans', () => {
  expect(summary(learning({ enabled: false }))).toContain('does not learn');
  expect(summary(learning({ awaited: 1 }))).toBe(
    'No signal has ended yet, so every weight is 1 and every confidence starts at one half. 1 signal is being watched.',
  );
});

it('summary_withOutcomes_countsThem', () => {
  expect(summary(learning({ outcomes: 40, won: 10, awaited: 2 }))).toBe(
    '40 signals have ended, 10 with a profit after costs (25 %). 2 signals are being watched.',
  );
});

it('summary_withAModelInForce_countsFromThere', () => {
  const models = { inForce: model, shadow: null, pinned: false, versions: [model] };
  expect(summary(learning({ outcomes: 2, won: 1, models }))).toContain(
    '2 signals have ended since model 2 judges them',
  );
});

it('verdict_ofTheShadow_saysWhichIsBetterAndHowMuchIsMissing', () => {
  const shadow = { model, outcomes: 30, asked: 100, logLoss: 0.61, presentLogLoss: 0.65 };
  expect(verdict(shadow)).toBe(
    'Better so far: log loss 0.610 against 0.650 of what is in force, on 30 of 100 outcomes.',
  );
  expect(verdict({ ...shadow, logLoss: 0.7 })).toContain('No better so far');
  expect(verdict({ ...shadow, outcomes: 0, logLoss: null, presentLogLoss: null })).toContain('100 are asked');
});
