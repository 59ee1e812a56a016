import { describe, expect, it } from 'vitest';
import { assertKnownRelations, assertKnownTables } from '../../../lambdas/sql/known-relations.ts';
import { library } from '../../helpers/library.ts';

/** The library, with a column of the orders that is to stand somewhere else. */
function pointingAt(target: string) {
  const orders = library.models.get('fct_orders')!;
  const columns = { ...orders.header.columns };
  columns.customer_key = { ...columns.customer_key!, checks: [{ in: target }] };
  return new Map([...library.models, [orders.name, { ...orders, header: { ...orders.header, columns } }]]);
}
const text = () => '---\nmodel: x\ncustomer_key: { checks: [{ in: dim_custmers.customer_key }] }\n';

describe('columns whose values stand in another model', () => {
  it('name one that is there, in ours', () => {
    expect(() => assertKnownRelations(library.models, () => '')).not.toThrow();
  });

  it.each([
    ['dim_custmers.customer_key', /fct_orders\.sql:3: no model is called dim_custmers; the nearest is dim_customers/],
    ['dim_customers.customer_kee', /dim_customers has no column customer_kee; the nearest is customer_key/],
  ])('are refused at build where they name %s', (target, message) => {
    expect(() => assertKnownRelations(pointingAt(target), text)).toThrow(message);
  });
});

it('a check is about a table there is', () => {
  const check = library.checks[0]!;
  const stray = { ...check, file: 'checks/x.sql', header: { ...check.header, table: 'marts.fct_sale' } };
  const told = () => assertKnownTables([stray], library.models, () => '/*---\ncheck: x\ntable: marts.fct_sale\n');
  expect(told).toThrow('sql/checks/x.sql:3: no model builds marts.fct_sale; the nearest is marts.fct_sales');
});

const warns = (fact: string) => [fact, 'warn'];

it('holds no facts back where a product was never read: their money is right without it', () => {
  const facts = [...library.models.values()].filter(
    ({ name }) => name.startsWith('fct_') && name !== 'fct_product_links',
  );
  const pointing = facts.flatMap(({ name, header }) =>
    Object.values(header.columns)
      .flatMap(({ checks }) => checks)
      .flatMap((check) =>
        typeof check === 'object' && 'in' in check && /^dim_(shop_)?products\./.test(check.in)
          ? [[name, check.severity]]
          : [],
      ),
  );
  expect(pointing.sort()).toEqual([
    ...['fct_inventory_snapshots', 'fct_inventory_snapshots', 'fct_order_lines', 'fct_order_lines'].map(warns),
    ...['fct_sales', 'fct_sales'].map(warns),
  ]);
});
