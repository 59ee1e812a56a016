// Checks on what people decided about two records or two products, over rows written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

interface Kind {
  readonly check: string;
  readonly decisions: string;
  readonly resolved: string;
  /** Column of a decision → of the things decided about → of what they are part of. */
  readonly columns: readonly [decided: 'record' | 'product', thing: string, whole: string];
  readonly reason: string;
}
const KINDS: readonly Kind[] = [
  {
    ...{ check: 'identity', decisions: 'int_identity_decisions', resolved: 'int_customers_resolved' },
    columns: ['record', 'record_key', 'loose_customer_key'],
    reason: 'still one customer with record_a through other records',
  },
  {
    ...{ check: 'product', decisions: 'int_product_decisions', resolved: 'int_products_resolved' },
    columns: ['product', 'shop_product_key', 'product_key'],
    reason: 'still one product with product_a through other products',
  },
];

describe.each(KINDS)('a decision about two of $columns.0', ({ check, decisions, resolved, columns, reason }) => {
  const [decided, thing, whole] = columns;
  const decision = (link_key: string, a: string, b: string, more = {}) => ({
    ...{ link_key, file: 'links.csv', line: 2, action: 'unlink', is_current: true },
    ...{ [`${decided}_a`]: a, [`${decided}_b`]: b },
    ...more,
  });

  it('holds: whom it parts, nobody else ties', async () => {
    const parts = { a: 'one', b: 'one', c: 'two', d: 'three' };
    const rows = await bench.violations(`${check}_unlinks_hold`, {
      [decisions]: [
        decision('tied', 'a', 'b', { line: 3 }),
        decision('parted', 'c', 'd'),
        decision('taken back', 'a', 'b', { is_current: false }),
        decision('linked', 'a', 'b', { action: 'link' }),
        decision('of nobody', 'a', 'x'),
      ],
      [resolved]: Object.entries(parts).map(([key, of]) => ({ [thing]: key, [whole]: of })),
    });
    expect(rows).toEqual([{ key: 'tied', file: 'links.csv', line: 3, field: `${decided}_b`, reason }]);
  });

  it('can be followed, or is named with its file, line, column and why', async () => {
    const wrong = { line: 7, wrong_column: `${decided}_a`, wrong_reason: 'is unknown' };
    const rows = await bench.violations(`${check}_decisions_are_clear`, {
      [decisions]: [decision('clear', 'a', 'b'), decision('unclear', 'x', 'b', wrong)],
    });
    expect(rows).toEqual([{ key: 'unclear', file: 'links.csv', line: 7, field: `${decided}_a`, reason: 'is unknown' }]);
  });
});
