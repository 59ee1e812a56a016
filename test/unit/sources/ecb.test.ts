// The European Central Bank's answers, and the days on which it publishes.
import { describe, expect, it } from 'vitest';
import { observationsIn } from '../../../lambdas/extractors/sources/ecb/sdmx.ts';
import { ecb } from '../../../lambdas/extractors/sources/ecb/source.ts';
import { isBusinessDay } from '../../../local/twins/ecb/target-calendar.ts';

describe('an answer of the bank', () => {
  const answer = (observations: Record<string, unknown[]>) => ({
    dataSets: [{ series: { '0:1:0': { observations } } }],
    structure: {
      dimensions: {
        series: [
          { id: 'FREQ', values: [{ id: 'D' }] },
          { id: 'CURRENCY', values: [{ id: 'GBP' }, { id: 'USD' }] },
          { id: 'CURRENCY_DENOM', values: [{ id: 'EUR' }] },
        ],
        observation: [{ id: 'TIME_PERIOD', values: [{ id: '2026-01-02' }, { id: '2026-01-05' }] }],
      },
    },
  });

  it('has values by position, and a day without a value is no observation', () => {
    expect(observationsIn(answer({ 0: [1.1], 1: [null] }))).toEqual([
      { FREQ: 'D', CURRENCY: 'USD', CURRENCY_DENOM: 'EUR', TIME_PERIOD: '2026-01-02', OBS_VALUE: 1.1 },
    ]);
  });

  it('that is no SDMX is none', () => {
    for (const body of [null, {}, [], { dataSets: [] }, { structure: {} }])
      expect(observationsIn(body)).toBeUndefined();
  });
});

it('asks for no credential', () => {
  expect(ecb.needsSecret?.({})).toBe(false);
});

it('publishes on business days of TARGET only', () => {
  const open = (day: string) => isBusinessDay(Date.parse(day));
  for (const day of ['2026-01-01', '2026-04-03', '2026-04-06', '2026-05-01', '2026-12-25', '2026-12-26', '2026-05-02'])
    expect([day, open(day)]).toEqual([day, false]);
  for (const day of ['2026-01-02', '2026-04-02', '2026-04-07', '2025-04-17', '2026-12-24', '2026-12-28'])
    expect([day, open(day)]).toEqual([day, true]);
  expect([open('2025-04-18'), open('2025-04-21'), open('2024-03-29')]).toEqual([false, false, false]);
});
