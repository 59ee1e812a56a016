// What the header of each metric promises follows from its expression. docs/marts.md lists the rest, to be reviewed.
import { describe, expect, it } from 'vitest';
import type { Unit } from '../../../lambdas/contracts/tile/sentence.ts';
import { library } from '../../helpers/library.ts';

const catalogue = [...library.metrics.values()];
/** Aggregates whose values of two periods do not add up to that of both. */
const OF_THE_WHOLE = /\b(distinct|max|min|avg|median|stddev\w*|var\w*)\b/;
const unitOf = (name: string): Unit => library.metrics.get(name)!.unit;
/** Money over money is a share, money over a count is money. */
const unitsOfRatio = (numerator: Unit, denominator: Unit): readonly Unit[] =>
  numerator === denominator ? ['share', 'ratio'] : [numerator];

describe.each(catalogue.map((metric) => [metric.metric, metric] as const))('%s', (_, metric) => {
  const { expression, kind, unit } = metric;

  it('adds up as its rows do: a ratio never, a sum of metrics as these do, a stock not over days', () => {
    if (expression.form === 'ratio') expect(kind).toBe('ratio');
    else if (expression.form === 'sum')
      expect(new Set(expression.terms.map((term) => library.metrics.get(term.metric)!.kind))).toEqual(new Set([kind]));
    else
      expect(kind).toBe(
        OF_THE_WHOLE.test(expression.sql)
          ? 'non-additive'
          : /snapshot/.test(metric.from ?? '')
            ? 'semi-additive'
            : 'additive',
      );
  });

  it('is read in the unit of its parts, and a sum of amounts in money', () => {
    if (expression.form === 'sum') for (const term of expression.terms) expect(unitOf(term.metric)).toBe(unit);
    else if (expression.form === 'ratio')
      for (const top of expression.numerator)
        for (const bottom of expression.denominator)
          expect(unitsOfRatio(unitOf(top.metric), unitOf(bottom.metric))).toContain(unit);
    else expect(unit).toBe(/(\b|_)amount\b/.test(expression.sql) ? 'money' : 'count');
  });

  it('is at most one where it is a share of a whole, and never below zero where it counts', () => {
    if (metric.tests.max !== undefined) expect([unit, metric.tests.max]).toEqual(['share', 1]);
    if (expression.form === 'aggregate' && /^count/.test(expression.sql)) expect(metric.tests.min).toBe(0);
  });

  it('is kept apart by currency where money is added up', () => {
    if (expression.form === 'aggregate' && unit === 'money') expect(metric.currency).toBe('currency');
  });
});
