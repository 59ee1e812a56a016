import { expect, it } from 'vitest';
import { parseExact } from '../../../lambdas/extractors/engine/exact-json.ts';
import { moneyOf } from '../../../lambdas/extractors/engine/money-at-stake.ts';
import type { Stream } from '../../../lambdas/extractors/engine/source.ts';

const stream = { money: { amount: '$.total', currency: '$.currency' } } as Stream;

it.each([
  ['{"total":"12.50","currency":"EUR"}', '12.50', 'EUR'],
  ['{"total":12.50,"currency":"EUR"}', '12.50', 'EUR'],
  ['{"total":-0.1,"currency":"eur"}', '-0.1', null],
  ['{"total":100000000000000.123,"currency":"EURO"}', '100000000000000.123', null],
  ['{"total":"ten","currency":7}', null, null],
  ['{"total":null}', null, null],
  ['{"total":"1234567890123456"}', null, null],
  ['{"total":"1.123456789"}', null, null],
])('of %s is at stake: %s %s', (text, amount, currency) => {
  expect(moneyOf(stream, parseExact(text))).toEqual({ amount, currency });
});

it('is not told where the stream says nowhere', () => {
  expect(moneyOf({} as Stream, { total: '1' })).toEqual({ amount: null, currency: null });
  expect(moneyOf({ money: { amount: '$.total' } } as Stream, { total: '1', currency: 'EUR' })).toEqual({
    amount: '1',
    currency: null,
  });
});
