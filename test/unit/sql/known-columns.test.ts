import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../../lambdas/sql/metrics/catalogue.ts';
import { assertKnownColumns } from '../../../lambdas/sql/metrics/known-columns.ts';
import { parseMetric } from '../../../lambdas/sql/metrics/metric-file.ts';
import { library } from '../../helpers/library.ts';

const metric = (more: string, sql: string) =>
  catalogueOf([
    parseMetric(
      'sql/metrics/x.sql',
      `/*---\nmetric: x\nname: X\nabout: x\nformula: x\nkind: additive\nunit: count\npolarity: up\nowner: tests\ntests: {}\n${more}\n---*/\n${sql}\n`,
    ),
  ]);

describe('columns of metrics', () => {
  it('are all there in ours', () => {
    expect(() => assertKnownColumns(library.metrics, library.models)).not.toThrow();
  });

  it.each([
    [
      'a mart',
      'from: marts.fct_order',
      'sum(units_count)',
      'no mart is called marts.fct_order; the nearest is marts.fct_orders',
    ],
    ['a column', 'from: marts.fct_orders', 'sum(unit_count)', 'has no column unit_count; the nearest is units_count'],
    [
      'a day',
      'from: marts.fct_orders\ndate: order_dat',
      'sum(units_count)',
      'no column order_dat; the nearest is order_date',
    ],
    [
      'a condition',
      'from: marts.fct_orders\nwhere: valid',
      'sum(units_count)',
      'no column valid; the nearest is is_valid',
    ],
  ])('that name no %s are told with file, line and nearest name', (_, more, sql, message) => {
    const asserted = () => assertKnownColumns(metric(more, sql), library.models, () => `/*---\n${more}\n---*/\n${sql}`);
    expect(asserted).toThrow(/sql\/metrics\/x\.sql:[2-4]: /);
    expect(asserted).toThrow(message);
  });
});
