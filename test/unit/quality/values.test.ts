// A value that nothing can be read from costs its field; a row without its key, money or day costs itself. Both have names until a
// good reading lands, and everything else is published.

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MODEL_FAULTS_KEY } from '../../../lambdas/contracts/layout.ts';
import { FaultLedger } from '../../../lambdas/contracts/record-fault.ts';
import { runChecks } from '../../../lambdas/quality/run-checks.ts';
import { Bench } from '../../golden/harness.ts';
import { library as whole } from '../../helpers/library.ts';

const NEEDED =
  /^stg_(woocommerce__(orders|order_lines)|magento__orders|klaviyo__events|meta_ads__(ad_insights|ad_insights_versions|ad_insight_actions))$/;
const library = { ...whole, models: new Map([...whole.models].filter(([name]) => NEEDED.test(name))), checks: [] };
const AS_OF = '2026-09-30T00:00:00Z';
const clock = { now: () => Date.parse(AS_OF), sleep: async () => {} };

const order = (id: number, more: object = {}) => ({
  ...{ id: String(id), date_created_gmt: '2026-09-01T00:00:00', currency: 'EUR' },
  ...{ total: '10.00', prices_include_tax: 'true' },
  line_items: [{ id: id * 10, quantity: '1', subtotal: '10.00', total: '10.00', total_tax: '0' }],
  ...more,
});
const event = (id: string, more: object = {}) => ({
  id,
  attributes: { datetime: '2026-09-01T00:00:00+00:00', event_properties: { $value: '29.98', ...more } },
});
const memo = (id: string, more: object = {}) => ({
  ...{ entity_id: id, created_at: '2026-09-01 00:00:00', updated_at: '2026-09-01 00:00:00', base_grand_total: '10.00' },
  ...{ base_currency_code: 'EUR', base_total_refunded: '0', items: [], ...more },
});

type Case = readonly [says: string, stream: string, record: object, column: string];
const NULLED: readonly Case[] = [
  ['an amount with a sign of its currency', 'klaviyo.events', event('e', { $value: '$29.98' }), 'value_amount'],
  ['an amount beyond its digits', 'klaviyo.events', event('e', { $value: '100000000000000' }), 'value_amount'],
  ['an amount that is not finite', 'klaviyo.events', event('e', { $value: 'NaN' }), 'value_amount'],
  ['a flag that is a word', 'klaviyo.events', event('e', { machine_open: 'perhaps' }), 'is_machine_open'],
  ['a flag that is a word', 'woocommerce.orders', order(9, { prices_include_tax: 'perhaps' }), 'is_tax_included'],
  ['a time that is none', 'woocommerce.orders', order(9, { date_paid_gmt: 'soon' }), 'paid_at'],
  ['a time before all times', 'woocommerce.orders', order(9, { date_paid_gmt: '0001-01-01T00:00:00' }), 'paid_at'],
  ['a time of zeros', 'magento.orders', memo('m', { updated_at: '0000-00-00 00:00:00' }), 'updated_at'],
  ['an amount of letters', 'magento.orders', memo('m', { base_total_refunded: 'none' }), 'refunded_amount'],
];
const SILENT: readonly Case[] = [
  ['an empty amount', 'magento.orders', memo('m', { base_total_refunded: '' }), ''],
  ['an empty flag', 'woocommerce.orders', order(9, { prices_include_tax: '' }), ''],
  ['an empty time', 'woocommerce.orders', order(9, { date_paid_gmt: '' }), ''],
];
const LEFT_OUT: readonly Case[] = [
  ['money', 'woocommerce.orders', order(3, { total: 'ten' }), 'total_amount'],
  ['money', 'woocommerce.orders', order(3, { total: '' }), 'total_amount'],
  ['its day', 'woocommerce.orders', order(3, { date_created_gmt: '0000-00-00 00:00:00' }), 'created_at'],
];
const CASES = [...NULLED, ...SILENT, ...LEFT_OUT];
/** Each stands in a shop of its own, beside two ordinary orders. */
const shopOf = (one: Case) => `shop-${CASES.indexOf(one)}`;
const named = (some: readonly Case[]) => some.map((one) => [one[0], one[3], one] as const);

/** Builds and checks what has landed, publishes it, and reads what was named. */
async function ranOn(bench: Bench, run_id: string, fullRefresh = false) {
  const candidate = await bench.build(run_id, AS_OF, fullRefresh);
  const gate = await runChecks({ run_id, as_of: AS_OF }, { ...bench, clock });
  await candidate.publish();
  const ledger = FaultLedger.parse(JSON.parse((await bench.store.get(MODEL_FAULTS_KEY))!.body.toString()));
  const named = ledger.faults.map(({ effect, key, field }) => `${effect} ${key} ${field?.split('.')[1]}`);
  return { gate, ledger, named };
}

describe('a value that cannot be cast, among ordinary ones,', () => {
  let bench: Bench;
  let run: Awaited<ReturnType<typeof ranOn>>;
  const faultsOf = (one: Case) => run.ledger.faults.filter(({ connection }) => connection === shopOf(one));

  beforeAll(async () => {
    bench = await Bench.open(library);
    for (const one of CASES) {
      const ordinary = { 'woocommerce.orders': [order(1), order(2)] };
      await bench.land(ordinary, '2026-09-02T00:00:00Z', undefined, shopOf(one));
      await bench.land({ [one[1]]: [one[2]] }, '2026-10-01T00:00:00Z', undefined, shopOf(one));
    }
    run = await ranOn(bench, 'all');
  });
  afterAll(() => bench.close());

  it('holds nothing back', () => {
    expect(run.gate).toMatchObject({ passed: true, held: [] });
    expect(JSON.stringify(run.ledger)).not.toMatch(/29\.98|perhaps|soon|none"/);
  });

  it.each(named(NULLED))('costs %s alone: %s', (_, column, one) => {
    expect(faultsOf(one)).toMatchObject([{ effect: 'nulled', field: expect.stringMatching(`\\.${column}$`) }]);
    expect(`${faultsOf(one)[0]?.source}.${faultsOf(one)[0]?.stream}`).toBe(one[1]);
    const like = NULLED.filter(([, stream, , other]) => stream === one[1] && other === column);
    expect(run.gate.failed).toContainEqual(
      expect.objectContaining({ check: 'values_can_be_cast', column, severity: 'warn', value: like.length }),
    );
  });

  it.each(named(SILENT))('is no fault where it is %s: nothing was sent', (_, __, one) => {
    expect(faultsOf(one)).toEqual([]);
  });

  it.each(named(LEFT_OUT))('takes the row out where it says %s', async (_, column, one) => {
    const shop = shopOf(one);
    const found = faultsOf(one).map(({ effect, key, field }) => [effect, key, field?.split('.')[1]]);
    expect(found).toEqual([['left_out', `woocommerce:${shop}:3`, column]]);
    const stands = `select order_id from staging.stg_woocommerce__orders where connection = '${shop}' order by 1`;
    expect(await bench.warehouse.query(stands)).toEqual([{ order_id: '1' }, { order_id: '2' }]);
  });
});

describe('a row that cannot be read', () => {
  let bench: Bench;
  let runs = 0;
  const run = (fullRefresh = false) => ranOn(bench, `run-${++runs}`, fullRefresh);
  const rows = (columns: string, table: string) =>
    bench.warehouse.query(`select ${columns} from staging.${table} order by 1`);

  beforeEach(async () => {
    bench = await Bench.open(library);
    await bench.land({ 'woocommerce.orders': [order(1), order(2)] }, '2026-09-02T00:00:00Z');
    await (await bench.build('first', AS_OF)).publish();
  });
  afterEach(() => bench.close());

  it('leaves the last good version of a record that changed into one without money', async () => {
    await bench.land({ 'woocommerce.orders': [order(2, { total: 'ten', date_modified_gmt: '2026-09-20T00:00:00' })] });
    expect((await run()).named).toEqual(['left_out woocommerce:main:2 total_amount']);
    expect(await rows('order_id, total_amount', 'stg_woocommerce__orders')).toHaveLength(2);
  });

  it('inside a list is named with the line', async () => {
    await bench.land({ 'woocommerce.orders': [order(3, { line_items: [{ id: 30, quantity: 'many', total: '1' }] })] });
    expect((await run()).named).toEqual([
      'left_out woocommerce:main:30 quantity',
      'left_out woocommerce:main:30 gross_amount',
    ]);
  });

  it('in a view over a list refuses nobody', async () => {
    const insight = {
      ...{ account_id: '1', campaign_id: '10', ad_id: '1', date_start: '2026-09-01', spend: '1.00' },
      actions: [{ action_type: 'purchase', '1d_view': 'several', '1d_click': '2' }],
    };
    await bench.land({ 'meta_ads.ad_insights': [insight] });
    const { gate, named } = await run();
    expect(gate.passed).toBe(true);
    expect(named).toEqual(['nulled meta_ads:main:1:2026-09-01 purchase 1d_view action_count']);
    expect(
      (await rows('attribution_window, action_count', 'stg_meta_ads__ad_insight_actions')).map(Object.values).sort(),
    ).toEqual([
      ['1d_click', '2.0000'],
      ['1d_view', null],
    ]);
  });

  it('keeps the run that met it first, heals with a good reading, and is the same in a build from nothing', async () => {
    const bad = order(3, { total: 'ten', date_paid_gmt: 'soon' });
    await bench.land({ 'woocommerce.orders': [bad, order(4, { date_paid_gmt: 'soon' })] }, '2026-09-03T00:00:00Z');
    const first = await run();
    expect(first.named.sort()).toEqual([
      'left_out woocommerce:main:3 total_amount',
      'nulled woocommerce:main:4 paid_at',
    ]);
    const whole = await run(true);
    expect(whole.ledger).toEqual(first.ledger);
    const good = { date_modified_gmt: '2026-09-04T00:00:00' };
    await bench.land({ 'woocommerce.orders': [order(3, good), order(4, good)] }, '2026-09-04T00:00:00Z');
    expect((await run()).named).toEqual([]);
    expect((await run(true)).named).toEqual([]);
    expect(await rows('order_id', 'stg_woocommerce__orders')).toHaveLength(4);
  });
});
