// WooCommerce's sales report: how its days become records, and what its twin answers.
import { describe, expect, it } from 'vitest';
import { SourceContractError } from '../../../lambdas/contracts/errors.ts';
import { daysOf } from '../../../lambdas/extractors/sources/woocommerce/sales-report.ts';
import { woocommerce } from '../../../lambdas/extractors/sources/woocommerce/source.ts';
import { recordsOfPayload } from '../../../local/sources/read-payload.ts';
import { Faults } from '../../../local/twins/faults.ts';
import { SalesReport } from '../../../local/twins/woocommerce/sales.ts';
import { WOOCOMMERCE_SECRET } from '../../../local/twins/woocommerce/twin.ts';
import { dateText, zoneOf } from '../../../local/world/calendar/zones.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openStage } from '../twins/stage.ts';

const stream = woocommerce.streams.find(({ name }) => name === 'sales_reports')!;
const world = tinyWorld();
const store = world.stores!.woocommerce;
const figures = { sales: '14.00', orders: 2, items: 2, tax: '0.00', shipping: '10.00', discount: '0.00', customers: 0 };
const report = (totals: unknown, totals_grouped_by: unknown = 'day') => [
  { total_sales: '14.00', totals_grouped_by, totals },
];

describe('the answer', () => {
  it('has a record per day', () => {
    const totals = { '2026-01-01': figures, '2026-01-02': { ...figures, orders: 3 } };
    expect(daysOf(report(totals))).toEqual([
      { day: '2026-01-01', ...figures },
      { day: '2026-01-02', ...figures, orders: 3 },
    ]);
    expect(recordsOfPayload(JSON.stringify(report(totals)), stream)).toHaveLength(2);
  });

  it('without days is an empty list, as PHP writes an empty map', () => {
    expect(daysOf(report([]))).toEqual([]);
    expect(daysOf(report({}))).toEqual([]);
  });

  it('keeps a day whose figures are missing', () => {
    expect(daysOf(report({ '2026-01-01': null }))).toEqual([{ day: '2026-01-01' }]);
  });

  it.each([
    ['month', '"month"'],
    [null, 'null'],
    [undefined, 'undefined'],
  ])('is refused when it is by %s', (grouping, seen) => {
    const answer = [{ totals_grouped_by: grouping, totals: { '2026-01': figures } }];
    expect(() => daysOf(answer)).toThrow(SourceContractError);
    expect(() => daysOf(answer)).toThrow(`grouped its totals by ${seen}, expected "day"`);
  });

  it.each([[[]], [{ totals: {} }], [[{ totals_grouped_by: 'day' }]], [report([figures])], [null]])(
    'is refused without a report: %j',
    (body) => {
      expect(() => daysOf(body)).toThrow(/sent no report/);
    },
  );
});

describe('the twin', () => {
  const sales = new SalesReport(store, world.asOf, new Faults());
  const totalsOf = (min: string, max: string) =>
    sales.answer(min, max)[0]!.totals as Readonly<Record<string, Readonly<Record<string, unknown>>>>;

  it('answers with every day that was asked for, both ends included', async () => {
    const stage = await openStage(world, 'woocommerce');
    const window = { from: '2026-01-30T00:00:00.000Z', to: '2026-02-03T00:00:00.000Z' };
    const { records, next } = await stage.session.page(stream, { window } as never, undefined);
    expect(records.map((record) => (record as { day: string }).day)).toEqual([
      ...['2026-01-30', '2026-01-31', '2026-02-01', '2026-02-02'],
    ]);
    expect(next).toBeUndefined();
    expect(await stage.session.count(stream, window)).toBe(4);
  });

  it('answers by month beyond three of them, as the vendor does', () => {
    expect(Object.keys(totalsOf('2026-01-15', '2026-05-14'))).toHaveLength(120);
    expect(Object.keys(totalsOf('2026-01-15', '2026-05-15'))).toEqual([1, 2, 3, 4, 5].map((n) => `2026-0${n}`));
    expect(stream.maxWindowMs).toBeLessThan(120 * 86_400_000);
  });

  it('shows of a day with several coupon codes the last, and their sum in all', () => {
    const of = (code: string, amount: number) => ({ kind: 'code', title: code, value: 10, amount });
    const orders = [of('A', 200), of('B', 300), of('A', 100)].map(({ amount, ...code }, at) => ({
      ...{ id: String(at), createdAt: world.start, updatedAt: world.start, financialStatus: 'PAID', shipping: [] },
      ...{ transactions: [{}], fulfillments: [], refunds: [], discounts: [code] },
      lines: [{ unitPrice: 1000, quantity: 1, taxes: [], allocations: [{ application: 0, amount }] }],
    }));
    const none = { ids: () => [] };
    const shop = {
      ...{ timeZone: 'UTC', refunds: none, customers: none },
      orders: { ids: () => ['0', '1', '2'], get: (id: string) => orders[Number(id)] },
    };
    const day = new Date(world.start).toISOString().slice(0, 10);
    const [answer] = new SalesReport(shop as never, world.asOf, new Faults()).answer(day, day) as [
      Record<string, never>,
    ];
    expect(answer.totals![day]).toMatchObject({ sales: '24.00', orders: 3, discount: '3.00' });
    expect(answer.total_discount).toBe('6.00');
  });

  it('takes refunds off the whole and not off the days', () => {
    const zone = zoneOf(store.timeZone);
    const refunds = store.refunds.ids(world.asOf).map((id) => store.refunds.get(id, world.asOf)!);
    const { at, order } = refunds[0]!;
    const [first, last] = [order.createdAt, at].map((ms) => dateText(zone.dayAt(ms))) as [string, string];
    const within = refunds.filter(
      (one) => dateText(zone.dayAt(one.at)) >= first && dateText(zone.dayAt(one.at)) <= last,
    );
    const [answer] = sales.answer(first, last) as [Record<string, string>];
    const days = Object.values(totalsOf(first, last)).reduce((sum, one) => sum + Number(one.sales), 0);
    expect(Number(answer.total_refunds)).toBeGreaterThan(0);
    expect(Number(answer.total_refunds)).toBeCloseTo(within.reduce((sum, one) => sum + one.part.amount, 0) / 100, 2);
    expect(Number(answer.total_sales)).toBeCloseTo(days - Number(answer.total_refunds), 2);
  });

  it.each([
    ['date_max=2026-01-02', 'date_min'],
    ['date_min=2026-01-01&date_max=2026-1-2', 'date_max'],
    ['date_min=2026-01-01&date_max=2026-13-02', 'date_max'],
    ['date_min=2026-01-01&date_max=2026-01-02&period=week', 'period'],
  ])('refuses %s', async (query, name) => {
    const { ports } = await openStage(world, 'woocommerce');
    const url = (ports.connection.settings as { base_url: string }).base_url;
    const { consumer_key, consumer_secret } = WOOCOMMERCE_SECRET;
    const authorization = `Basic ${Buffer.from(`${consumer_key}:${consumer_secret}`).toString('base64')}`;
    const response = await fetch(`${url}/wp-json/wc/v3/reports/sales?${query}`, { headers: { authorization } });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: `Invalid parameter(s): ${name}` });
    expect((await fetch(`${url}/wp-json/wc/v3/reports/sales?${query}`)).status).toBe(401);
  });
});
