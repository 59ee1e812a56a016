// Orders as an export writes them: totals of drawn parts that often add up, and often fail to by a cent.
import fc from 'fast-check';

/** Minor units; undefined is an empty cell. */
export type Cents = number | undefined;
export interface Line {
  readonly name: 'Mug' | 'Tip' | 'tips' | 'Tip jar' | undefined;
  readonly quantity: number | undefined;
  readonly price: Cents;
  readonly discount: Cents;
  /** A typed line has no number of the shop, is not sent, and is not taxed. */
  readonly hasSku: boolean;
  readonly isSent: boolean;
  readonly isTaxed: boolean;
}
export interface Order {
  readonly lines: readonly Line[];
  readonly code: Cents;
  readonly shipping: Cents;
  readonly tax: Cents;
  readonly duties: Cents;
  readonly subtotal: Cents;
  readonly total: Cents;
  readonly refunded: Cents;
  readonly outstanding: Cents;
}

const of = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const often = <T>(usual: T, ...others: readonly T[]) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: of(...others) });
const mostly = <T>(usual: T, ...others: readonly T[]) =>
  fc.oneof({ weight: 30, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: of(...others) });

const line: fc.Arbitrary<Line> = fc
  .record({
    quantity: fc.oneof({ weight: 20, arbitrary: of(1, 1, 2, 3, 5) }, { weight: 2, arbitrary: of(0, undefined) }),
    price: fc.oneof(
      { weight: 20, arbitrary: of(1, 2, 3, 50, 100, 225, 333, 1000) },
      { weight: 2, arbitrary: of(0, undefined) },
    ),
    discount: fc.oneof(
      { weight: 6, arbitrary: of<Cents>(undefined, undefined, 0) },
      { weight: 3, arbitrary: of<Cents>(1, 2, 33, 100) },
      { weight: 1, arbitrary: of<Cents>(-1, 5_001) },
    ),
    name: of<Line['name']>('Mug', 'Mug', 'Tip', 'Tip', 'tips', 'Tip jar', undefined),
    typed: of(true, false),
    hasSku: mostly(false, true),
    isSent: mostly(false, true),
    isTaxed: mostly(false, true),
    isWrong: fc.oneof({ weight: 150, arbitrary: fc.constant('no') }, { weight: 1, arbitrary: of('quantity', 'price') }),
  })
  .map(({ typed, isWrong, ...rest }) => ({
    ...rest,
    ...(typed ? {} : { hasSku: true, isSent: true, isTaxed: true }),
    ...(isWrong === 'quantity' ? { quantity: -1 } : isWrong === 'price' ? { price: -5 } : {}),
  }));

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
/** A few cents that no column explains: among them as much as is taken for rounding, and a cent more. */
const residue = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: of(1, -1, 2, -2, 3, -3, 10, -10) },
);

/** What is left out of Subtotal, or is in it, by the vendor's word. */
const told = fc.record({
  areTypedOutside: of('nothing', 'tips', 'fees', 'both'),
  isCodeForShipping: of(false, false, true),
  isTaxIncluded: of(false, true),
  hasSubtotal: often(true, false),
  hasTotal: often(true, false),
  atSubtotal: residue,
  atTotal: residue,
});

export const anyOrder: fc.Arbitrary<Order> = fc
  .record({
    lines: fc.array(line, { minLength: 1, maxLength: 4 }),
    code: of<Cents>(undefined, 0, 0, 1, 50, 100, 333, 500),
    shipping: of<Cents>(undefined, 0, 1, 50, 100, 499),
    tax: of<Cents>(undefined, 0, 0, 1, 50, 100, 167),
    duties: often<Cents>(undefined, 0, 1, 100),
    refunded: often<Cents>(undefined, 0, 250),
    outstanding: often<Cents>(undefined, 0, 75),
    told,
  })
  .map(({ told: by, ...order }) => {
    const grossOf = ({ price = 0, quantity = 0 }: Line) => price * quantity;
    const isTyped = ({ hasSku, isSent, isTaxed }: Line) => !hasSku && !isSent && !isTaxed;
    const isTip = ({ name }: Line) => name === 'Tip' || name === 'tips';
    const isOutside = (one: Line) =>
      isTyped(one) && (by.areTypedOutside === 'both' || by.areTypedOutside === (isTip(one) ? 'tips' : 'fees'));
    const outside = sum(order.lines.filter(isOutside).map(grossOf));
    const code = order.code ?? 0;
    const own = sum(order.lines.map(({ discount = 0 }) => discount));
    const goods = sum(order.lines.map(grossOf)) - outside - own - (by.isCodeForShipping ? 0 : code) + by.atSubtotal;
    const beside = outside + (order.shipping ?? 0) - (by.isCodeForShipping ? Math.min(code, order.shipping ?? 0) : 0);
    const total = goods + beside + (order.duties ?? 0) + (by.isTaxIncluded ? 0 : (order.tax ?? 0)) + by.atTotal;
    return { ...order, subtotal: by.hasSubtotal ? goods : undefined, total: by.hasTotal ? total : undefined };
  });
