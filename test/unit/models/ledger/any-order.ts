// Orders of all kinds as they are staged, drawn so that parts often add up, and often fail to by a cent.
import fc from 'fast-check';

/** Ten-thousandths of a unit of currency. */
export type Money = number;
export interface Line {
  readonly quantity: number;
  readonly current: number;
  readonly price: Money;
  readonly discount: Money;
  readonly tax: Money;
  readonly isGiftCard: boolean;
  readonly isTyped: boolean;
  readonly joinedAt: number | null;
}
export interface Refund {
  readonly at: number;
  readonly isEstimated: boolean;
  /** What was paid back, beside what its parts tell. */
  readonly beside: Money;
  readonly duty: Money;
  readonly lines: readonly {
    readonly line: number;
    readonly quantity: number;
    readonly subtotal: Money;
    readonly tax: Money;
  }[];
  readonly shipping: { readonly subtotal: Money; readonly tax: Money } | null;
  readonly adjustment: { readonly amount: Money; readonly tax: Money } | null;
}
export interface Order {
  readonly isTaxIncluded: boolean;
  readonly tip: Money;
  readonly duty: Money;
  readonly fee: Money;
  readonly lines: readonly Line[];
  readonly shipping: readonly { readonly charged: Money; readonly tax: Money }[];
  readonly refunds: readonly Refund[];
  readonly payments: readonly { readonly kind: string; readonly status: string; readonly amount: Money }[];
  readonly status: string | null;
  readonly cancelledAt: number | null;
  /** How the vendor's total was come by, and what it has beside. */
  readonly total: 'of what is left' | 'of all' | 'of all but the tip line' | 'nothing';
  readonly residue: Money;
  /** The first refund pays back the whole order. */
  readonly isPaidBack: boolean;
}

const of = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const often = <T>(usual: T, ...others: readonly T[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: of(...others) });
const tax = of(0, 0, 1, 2_000, 16_667);

const line: fc.Arbitrary<Line> = fc
  .record({
    ...{
      quantity: of(1, 1, 2, 3, 0),
      missing: often(0, 1, 2),
      price: of(0, 100, 300_000, 1_000_000),
      discount: often(0, 100, 10_000, 30_000),
    },
    ...{
      tax,
      isGiftCard: of(false, false, false, true),
      isTyped: of(false, true),
      joinedAt: often<number | null>(null, 0, 2),
    },
  })
  .map(({ missing, ...rest }) => ({ ...rest, current: Math.max(0, rest.quantity - missing) }));

const refund: fc.Arbitrary<Refund> = fc.record({
  ...{
    at: of(1, 2, 3),
    isEstimated: of(false, true),
    beside: of(0, 0, 100, 5_000, 40_000, -5_000),
    duty: often(0, 5_000),
  },
  lines: fc.array(fc.record({ line: fc.nat(2), quantity: of(0, 1, 2), subtotal: of(0, 3_000, 10_000), tax }), {
    maxLength: 2,
  }),
  shipping: fc.option(fc.record({ subtotal: of(0, 5_000), tax }), { freq: 2 }),
  adjustment: fc.option(fc.record({ amount: of(0, 10_000, -5_000), tax: of(0, 0, -1_000) }), { freq: 2 }),
});

const drawn: fc.Arbitrary<Order & { readonly hasTipLine: boolean }> = fc.record({
  ...{ isTaxIncluded: fc.boolean(), tip: often(0, 5_000, 30_000), duty: often(0, 5_000), fee: often(0, 10_000) },
  ...{ lines: fc.array(line, { maxLength: 3 }), hasTipLine: of(false, false, true) },
  shipping: fc.array(fc.record({ charged: of(0, 5_000, 50_000), tax: of(0, 0, 5_000) }), { maxLength: 2 }),
  refunds: fc.array(refund, { maxLength: 2 }),
  payments: fc.array(
    fc.record({ kind: of('SALE', 'CAPTURE', 'REFUND'), status: of('SUCCESS', 'FAILURE'), amount: of(0, 100, 10_000) }),
    { maxLength: 1 },
  ),
  status: of<string | null>('PAID', 'PAID', 'PENDING', 'AUTHORIZED', 'VOIDED', 'EXPIRED', null),
  cancelledAt: often<number | null>(null, 0, 1, 3),
  total: of('of what is left', 'of what is left', 'of all', 'of all', 'of all but the tip line', 'nothing'),
  residue: often(0, 100, -10_000, 10_000),
  isPaidBack: of(false, false, false, true),
});

const TIP_LINE: Line = {
  ...{ quantity: 1, current: 1, price: 30_000, discount: 0, tax: 0, isGiftCard: false, isTyped: true, joinedAt: null },
};

/** In every third order the tip was typed in as a line, which the vendor's total has once. */
export const anyOrder: fc.Arbitrary<Order> = drawn.map(({ hasTipLine, ...order }) =>
  hasTipLine
    ? { ...order, lines: [...order.lines, TIP_LINE], tip: TIP_LINE.price, total: 'of all but the tip line' }
    : order,
);
