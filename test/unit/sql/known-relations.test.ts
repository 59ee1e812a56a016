import { describe, expect, it } from 'vitest';
import { assertKnownRelations } from '../../../lambdas/sql/known-relations.ts';
import { type Check, type Model, parseModel } from '../../../lambdas/sql/library.ts';
import { library } from '../../helpers/library.ts';

const HEADER = `/*---
model: fct_calls
grain: one row per call
key: [call_key]
materialize: table
owner: tests
columns:
  call_key: { type: varchar }
  customer_key: { type: varchar, checks: [{ in: CUSTOMERS }] }
---*/
select 1`;
const told = (customers: string) => {
  const text = HEADER.replace('CUSTOMERS', customers);
  const model = parseModel('models/marts/x/fct_calls.sql', text);
  const models = new Map<string, Model>([...library.models, [model.name, model]]);
  return () => assertKnownRelations(models, [], () => text);
};

describe('what a column promises to be in', () => {
  it('is a column of a model there is', () => {
    expect(told('dim_customers.customer_key')).not.toThrow();
  });

  it('is told with file, line and the nearest name when no model or no column is called so', () => {
    expect(told('dim_customer.customer_key')).toThrow(
      'sql/models/marts/x/fct_calls.sql:9: a column is to be in dim_customer.customer_key: no model is called dim_customer; the nearest is dim_customers',
    );
    expect(told('dim_customers.customr_key')).toThrow(
      'dim_customers has no column customr_key; the nearest is customer_key',
    );
  });
});

it('a check is about a table there is', () => {
  const [check] = library.checks as readonly [Check];
  const stray = { ...check, file: 'checks/x.sql', header: { ...check.header, table: 'marts.fct_sale' } };
  expect(() => assertKnownRelations(library.models, [stray], () => '/*---\ncheck: x\ntable: marts.fct_sale\n')).toThrow(
    'sql/checks/x.sql:3: no model makes marts.fct_sale; the nearest is marts.fct_sales',
  );
});
