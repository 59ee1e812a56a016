// Columns that repeat one of another mart, and the questions that then need no join.
import { describe, expect, it } from 'vitest';
import { duckdbSpelling } from '../../../lambdas/adapters/duckdb/words.ts';
import { readQuestion } from '../../../lambdas/metrics/question.ts';
import { assertCarried, withPlaces } from '../../../lambdas/sql/metrics/carried.ts';
import { questionSql } from '../../../lambdas/sql/metrics/question-sql.ts';
import type { Model } from '../../../lambdas/sql/model.ts';
import { library } from '../../helpers/library.ts';

const sales = library.models.get('fct_sales')!;
/** Our models, with the ledger's columns changed. */
const having = (columns: Model['header']['columns']) =>
  new Map([...library.models, ['fct_sales', { ...sales, header: { ...sales.header, columns } }]]);
const { columns } = sales.header;

describe('a column that repeats one of another mart', () => {
  it.each([
    ['fct_order.source', 'source is the same as fct_order.source, but the nearest model is fct_orders'],
    ['fct_orders.sourc', 'but the nearest column of fct_orders is source'],
    ['fct_order_lines.sku', 'but its rows do not name one of fct_order_lines by order_line_key'],
  ])('%s is refused', (same_as, message) => {
    const wrong = having({ ...columns, source: { ...columns.source!, same_as } });
    expect(() => assertCarried(wrong)).toThrow(message);
    expect(() => assertCarried(library.models)).not.toThrow();
  });

  it('is read in place of the other, if all columns of the dimension are there', () => {
    const shop = library.dimensions.get('shop')!;
    expect(shop.places.get('marts.fct_orders')?.expression).toBe("source || ':' || connection");
    const renamed = Object.fromEntries(
      Object.entries(columns).map(([name, column]) => [name === 'source' ? 'platform' : name, column]),
    );
    expect(withPlaces(shop, having(renamed)).places.get('marts.fct_sales')).toEqual({
      expression: "platform || ':' || connection",
      columns: ['platform', 'connection'],
    });
    const { source: _, ...fewer } = columns;
    expect(withPlaces(shop, having(fewer)).places.has('marts.fct_sales')).toBe(false);
  });
});

describe('the statement of a question', () => {
  const sqlOf = (metric: string, by: readonly string[]) =>
    questionSql(readQuestion({ metric, by }, library), { spelling: duckdbSpelling, limit: 100 }).sql;
  const times = (sql: string, text: string) => sql.split(text).length - 1;

  it('reads a mart once, however many of its aggregates it needs', () => {
    expect(times(sqlOf('net_sales', ['month']), 'from marts.fct_sales')).toBe(1);
    expect(times(sqlOf('marketing_efficiency_ratio', ['month']), 'from marts.')).toBe(1);
  });

  it('computes what it groups by once per group where sums add up, and never counts one of several groups twice', () => {
    const inner = (metric: string) => /from \(\nselect\n([^(]*),\n/.exec(sqlOf(metric, ['month', 'shop']))?.[1];
    expect(inner('net_sales')?.replaceAll(/\s+/g, ' ').trim()).toBe(
      'event_date, source, connection, reporting_currency',
    );
    expect(inner('returning_customers')).toBeUndefined();
  });

  it('joins no mart whose columns the rows carry, and each other mart once', () => {
    expect(sqlOf('net_sales', ['shop', 'customer_type', 'order_currency'])).not.toContain('join');
    expect(times(sqlOf('net_sales', ['country', 'product_type', 'vendor']), 'left join')).toBe(2);
  });
});
