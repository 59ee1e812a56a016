// The truth of orders' money beside the documents of the vendors' software: every order and every refund, part by part and day by day.
import { describe, expect, it } from 'vitest';
import { MAGENTO, WOOCOMMERCE } from '../../../local/world/shops/shop-profile.ts';
import { orderMoney } from '../../../local/world/truth/order-money.ts';
import { TRUTH } from '../../../local/world/truth/tables.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { everything, landed } from '../sources/landed.ts';
import { openStage } from './stage.ts';

type Document = Readonly<Record<string, unknown>>;
/** Event and component → minor units. */
type Parts = Readonly<Record<string, number>>;
interface Found {
  readonly day: string;
  readonly parts: Parts;
  /** What the document itself says that all of it is. */
  readonly total: number;
}

const world = tinyWorld();
const minor = (value: unknown) => Math.round(Number(value ?? 0) * 100);
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const rowsIn = (document: Document, name: string) => (document[name] ?? []) as readonly Document[];
const totalOf = (document: Document, rows: string, field: string) =>
  sum(rowsIn(document, rows).map((one) => minor(one[field])));
const nonZero = (parts: Parts): Parts => Object.fromEntries(Object.entries(parts).filter(([, amount]) => amount !== 0));
/** The local date of a moment that the vendor tells in UTC. */
const dayIn = (zone: string, at: string) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' }).format(new Date(at));

const SHOPS = {
  woocommerce: {
    terms: WOOCOMMERCE,
    refunds: 'refunds',
    order: (one: Document): Found => {
      const goods = totalOf(one, 'line_items', 'subtotal');
      return {
        day: String(one.date_created).slice(0, 10),
        parts: {
          'sale goods': goods,
          'discount discount': totalOf(one, 'line_items', 'total') - goods,
          'shipping shipping': minor(one.shipping_total),
          'tax tax': minor(one.total_tax),
        },
        total: minor(one.total),
      };
    },
    refund: (one: Document): Found => {
      const parts = {
        'refund goods': totalOf(one, 'line_items', 'total'),
        'refund shipping': totalOf(one, 'shipping_lines', 'total'),
        'refund tax': totalOf(one, 'line_items', 'total_tax') + totalOf(one, 'shipping_lines', 'total_tax'),
      };
      const total = -minor(one.amount);
      return {
        day: String(one.date_created).slice(0, 10),
        // The software knows no adjustment: what no line explains is one.
        parts: { ...parts, 'refund adjustment': total - sum(Object.values(parts)) },
        total,
      };
    },
    idOf: (one: Document) => String(one.id),
  },
  magento: {
    terms: MAGENTO,
    refunds: 'credit_memos',
    order: (one: Document): Found => ({
      day: dayIn(MAGENTO.timeZone, `${String(one.created_at).replace(' ', 'T')}Z`),
      parts: {
        'sale goods': minor(one.base_subtotal),
        'discount discount': minor(one.base_discount_amount) + minor(one.base_discount_tax_compensation_amount),
        'shipping shipping': minor(one.base_shipping_amount),
        'tax tax': minor(one.base_tax_amount),
      },
      total: minor(one.base_grand_total),
    }),
    refund: (one: Document): Found => ({
      day: dayIn(MAGENTO.timeZone, `${String(one.created_at).replace(' ', 'T')}Z`),
      parts: {
        'refund goods': -minor(one.base_subtotal),
        'refund shipping': -minor(one.base_shipping_amount),
        'refund tax': -minor(one.base_tax_amount),
        'refund adjustment': -minor(one.base_adjustment),
      },
      total: -minor(one.base_grand_total),
    }),
    idOf: (one: Document) => String(one.entity_id),
  },
} as const;

describe.each(['woocommerce', 'magento'] as const)('what %s shows of an order’s money', (name) => {
  const { terms, refunds, order, refund, idOf } = SHOPS[name];
  const truth = [...orderMoney(world)].filter((row) => row.shop === name);
  const gone = new Set(
    [...TRUTH.deletes!(world)].filter((one) => one.vendor === name).map((one) => String(one.record).split('/')[1]),
  );
  /** Of the truth, by order or refund: what the document must say. */
  const expected = (of: 'order' | 'refund') => {
    const found = Map.groupBy(
      truth.filter((row) => !gone.has(String(row.order)) && (of === 'refund') === (row.refund !== null)),
      (row) => String(row[of]),
    );
    return Object.fromEntries(
      [...found].map(([id, rows]) => [
        id,
        {
          day: [...new Set(rows.map((row) => row.day))].join(),
          parts: Object.fromEntries(rows.map((row) => [`${row.event_type} ${row.component}`, row.amount])),
          total: sum(rows.map((row) => Number(row.amount))),
        },
      ]),
    );
  };
  let records: ReadonlyMap<string, readonly Document[]>;
  it('is read over the wire', async () => {
    const stage = await openStage(world, name, { streams: ['orders', refunds] });
    const lines = (await landed(stage, await everything(stage))).map((line) => JSON.parse(line));
    const byStream = Map.groupBy(lines, (one) => String(one._stream));
    records = new Map([...byStream].map(([stream, all]) => [stream, all.map((one) => one.record as Document)]));
    expect([...records.keys()].sort()).toEqual(['orders', refunds].sort());
  });
  const shown = (stream: string, read: (one: Document) => Found) =>
    Object.fromEntries(
      records.get(stream)!.map((one) => {
        const { day, parts, total } = read(one);
        return [idOf(one), { day, parts: nonZero(parts), total }];
      }),
    );

  it('is the truth of every order', () => {
    const orders = shown('orders', order);
    expect(Object.keys(orders).length).toBeGreaterThan(50);
    expect(orders).toEqual(expected('order'));
  });

  it('is the truth of every refund', () => {
    const found = shown(refunds, refund);
    expect(Object.keys(found).length).toBeGreaterThan(10);
    expect(found).toEqual(expected('refund'));
  });

  it('stands in the currency of the shop', () => {
    expect(new Set(truth.map((row) => row.currency))).toEqual(new Set([terms.currency]));
    const field = name === 'magento' ? 'base_currency_code' : 'currency';
    expect(new Set(records.get('orders')!.map((one) => one[field]))).toEqual(new Set([terms.currency]));
  });
});
