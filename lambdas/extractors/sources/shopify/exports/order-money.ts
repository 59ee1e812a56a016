// The cost of an exported order, part by part: the file has totals where the API has parts.
import { CellError } from './cells.ts';
import { shares } from './share.ts';
import type { ExportRow } from './table.ts';
import { decimal } from './write.ts';

interface PricedLine {
  readonly row: ExportRow;
  readonly quantity: number;
  readonly price: number;
  readonly gross: number;
  readonly discount: number;
  readonly tax: number;
}

/** Minor units. */
export interface OrderMoney {
  readonly lines: readonly PricedLine[];
  readonly discount: number;
  readonly shipping: number;
  /** Discount on the shipping, by a code for free shipping. */
  readonly shippingDiscount: number;
  readonly tax: number;
  readonly isTaxIncluded: boolean;
  readonly duties: number;
  readonly tip: number;
  readonly total: number;
  readonly refunded: number;
  /** Not yet paid, as after an edit. */
  readonly outstanding: number;
}

const TIP =
  /^(?:tips?|trinkgeld|pourboire|propina|mancia|gorjeta|fooi|dricks|drikkepenge|tippi|napiwek|チップ|小费|팁)$/iu;

/** One interpretation of the columns. */
interface Reading {
  readonly tips: ReadonlySet<number>;
  /** Sum of lines that are in the total but not in `Subtotal`, such as a fee. */
  readonly beside: number;
  readonly shippingDiscount: number;
  readonly isTaxIncluded: boolean;
  /** Σ lines less `Subtotal`: the discount of the lines. */
  readonly gap: number;
  /** Remainder of `Total` that no column explains. */
  readonly residue: number;
  readonly isGapExplained: boolean;
}

/**
 * Interprets the columns so that nothing remains: a line may be a tip or a fee that `Subtotal` leaves out, a code may
 * be for shipping, prices may include tax. An unexplained remainder stays in the total and in no part, never in a
 * discount.
 * @throws CellError when a cell is not a number, or lines are missing: they sum to less than `Subtotal`
 */
export function moneyOf(head: ExportRow, rows: readonly ExportRow[]): OrderMoney {
  const lines = rows.map((row) => {
    const quantity = row.whole('Lineitem quantity') ?? 0;
    const price = row.cents('Lineitem price') ?? 0;
    if (quantity < 0)
      throw new CellError(row.line, 'Lineitem quantity', `Lineitem quantity is ${quantity}, below zero`);
    if (price < 0) throw new CellError(row.line, 'Lineitem price', `Lineitem price is ${decimal(price)}, below zero`);
    return { row, quantity, price, gross: price * quantity, own: row.cents('Lineitem discount') ?? 0 };
  });
  const sum = lines.reduce((all, { gross }) => all + gross, 0);
  const own = lines.reduce((all, line) => all + line.own, 0);
  const code = head.cents('Discount Amount');
  const shipping = head.cents('Shipping') ?? 0;
  const tax = head.cents('Taxes') ?? 0;
  const duties = head.cents('Duties') ?? 0;
  const given = head.cents('Subtotal');
  const total = head.cents('Total');
  const isBeside = lines.map(
    ({ row, gross }) =>
      gross > 0 &&
      row.text('Lineitem sku') === undefined &&
      !row.flag('Lineitem requires shipping') &&
      !row.flag('Lineitem taxable'),
  );
  const isTip = lines.map(({ row }, at) => isBeside[at]! && TIP.test(row.text('Lineitem name') ?? ''));
  const of = (which: readonly boolean[]) => new Set(lines.flatMap((_, at) => (which[at] ? [at] : [])));
  const fees = isBeside.map((one, at) => one && !isTip[at]);
  const sumOf = (which: ReadonlySet<number>) =>
    lines.reduce((all, { gross }, at) => all + (which.has(at) ? gross : 0), 0);
  const units = lines.reduce((all, { quantity }) => all + quantity, 0);
  const rounding = Math.max(1, Math.min(Math.ceil(units / 2), Math.ceil(sum / 100)));

  const readings: Reading[] = [];
  for (const tips of [of(isTip), new Set<number>()])
    for (const beside of given === undefined ? [0] : [0, sumOf(of(fees))]) {
      const tip = sumOf(tips);
      const subtotal = given ?? sum - tip - (code ?? 0) - own;
      const gap = sum - tip - beside - subtotal;
      const forShipping = Math.min((code ?? 0) - Math.max(0, gap), shipping);
      for (const shippingDiscount of forShipping > 0 ? [0, forShipping] : [0])
        for (const isTaxIncluded of tax === 0 ? [false] : [false, true]) {
          const parts = subtotal + beside + tip + shipping - shippingDiscount + duties + (isTaxIncluded ? 0 : tax);
          const known = code === undefined ? gap : code + own + rounding;
          const isGapExplained = gap >= -rounding && gap <= Math.max(known, own);
          const residue = total === undefined ? 0 : total - parts;
          readings.push({ tips, beside, shippingDiscount, isTaxIncluded, gap, residue, isGapExplained });
        }
    }
  // The sort is stable: of equal readings the earlier one stands.
  const [best] = readings
    .map((reading) => ({ reading, isLeft: reading.residue !== 0 }))
    .sort(
      (a, b) =>
        Number(a.isLeft) + Number(!a.reading.isGapExplained) - Number(b.isLeft) - Number(!b.reading.isGapExplained) ||
        Math.abs(a.reading.residue) - Math.abs(b.reading.residue),
    );
  const { tips, beside, shippingDiscount, isTaxIncluded, gap } = best!.reading;
  if (gap < -rounding && given === undefined)
    throw new CellError(head.line, 'Subtotal', `it has none, and its discounts sum to ${decimal(gap)}, below zero`);
  if (gap < -rounding)
    throw new CellError(
      head.line,
      'Subtotal',
      `its lines sum to ${decimal(sum - sumOf(tips) - beside)}, less than its Subtotal of ${decimal(given!)}: rows of it are missing; export it again`,
    );
  const isTold = code === undefined || gap <= Math.max(code + own + rounding, own);
  const discount = Math.max(0, isTold ? gap : code + own);
  const goods = lines.map((line, at) => ({ ...line, at })).filter(({ at }) => !tips.has(at));
  const isFee = (at: number) => beside > 0 && fees[at]!;
  const reduced = own <= discount && goods.every(({ own: one, gross }) => one >= 0 && one <= gross);
  const rest = shares(
    discount - (reduced ? own : 0),
    goods.map(({ gross, own: one, at }) => (isFee(at) ? 0 : gross - (reduced ? one : 0))),
  );
  const discounts = goods.map(({ own: one }, at) => rest[at]! + (reduced ? one : 0));
  const taxes = shares(
    tax,
    goods.map(({ gross }, at) => Math.max(0, gross - discounts[at]!)),
  );
  const tip = sumOf(tips);
  return {
    lines: goods.map(({ row, quantity, price, gross }, at) => ({
      ...{ row, quantity, price, gross },
      discount: discounts[at]!,
      tax: taxes[at]!,
    })),
    ...{ discount, shipping, shippingDiscount, tax, isTaxIncluded, duties, tip },
    // Without a total nothing shows that prices include tax, or that a code is for shipping.
    total: total ?? sum - discount + shipping + duties + tax,
    refunded: head.cents('Refunded Amount') ?? 0,
    outstanding: head.cents('Outstanding Balance') ?? 0,
  };
}
