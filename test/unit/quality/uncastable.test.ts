// A value in raw that no cast takes: the gate names it and holds publication back, whichever model it stops.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../lambdas/contracts/quality.ts';
import { runChecks } from '../../../lambdas/quality/run-checks.ts';
import { readSqlFolder } from '../../../lambdas/sql/read-folder.ts';
import { Bench, SQL_FOLDER } from '../../golden/harness.ts';

const whole = await readSqlFolder(SQL_FOLDER);
const NEEDED =
  /^stg_(woocommerce__(orders|order_lines)|meta_ads__(ad_insights|ad_insights_received|ad_insight_actions))$/;
const kept = [...whole.models].filter(([name]) => NEEDED.test(name));
const library = { ...whole, models: new Map(kept), checks: [] };
const AS_OF = '2026-09-30T00:00:00Z';
const clock = { now: () => Date.parse(AS_OF), sleep: async () => {} };

const order = (id: number, more: object = {}) => ({
  ...{ id: String(id), date_created_gmt: '2026-09-01T00:00:00', total: '10.00' },
  line_items: [{ id: id * 10, quantity: '1', subtotal: '10.00', total: '10.00', total_tax: '0' }],
  ...more,
});
const insight = (value: string) => ({
  ...{ account_id: '1', campaign_id: '10', ad_id: '1', date_start: '2026-09-01', spend: '1.00' },
  actions: [{ action_type: 'purchase', '1d_view': value }],
});

describe('a value that cannot be cast', () => {
  let bench: Bench;
  const run = async (run_id: string) => {
    const ended = await bench.build(run_id, AS_OF).then(
      () => 'built',
      (error: Error) => error.name,
    );
    const gate = await runChecks({ run_id, as_of: AS_OF }, { ...bench, clock });
    const stored = await bench.store.get(gate.results_key);
    const results = JSON.parse(stored!.body.toString()) as CheckResult[];
    return { ended, gate, failed: results.filter(({ outcome }) => outcome === 'fail') };
  };
  const published = () =>
    bench.warehouse.query('select order_id from staging.stg_woocommerce__orders order by order_id');

  beforeEach(async () => {
    bench = await Bench.open(library);
    await bench.land({ 'woocommerce.orders': [order(1), order(2)], 'meta_ads.ad_insights': [insight('2')] });
    await (await bench.build('first', AS_OF)).publish();
  }, 60_000);
  afterEach(() => bench.close());

  it('is named by model, column, count and keys, one finding a column', async () => {
    const bad = [order(3), order(4, { total: 'ten' }), order(5, { total: '', date_paid_gmt: 'soon' })];
    await bench.land({ 'woocommerce.orders': [...bad, order(6, { total: '1e99' })] });
    const { ended, gate, failed } = await run('second');
    expect(ended).toBe('QualityGateError');
    expect(gate).toMatchObject({ passed: false, worst: 'error', checks: 2 });
    const finding = { check: 'values_can_be_cast', table: 'staging.stg_woocommerce__orders', severity: 'error' };
    expect(failed).toEqual([
      expect.objectContaining({
        ...finding,
        ...{ column: 'paid_at', value: 1, threshold: 0, sample_keys: ['woocommerce:main:5'] },
        message: '1 raw rows hold no timestamp for paid_at.',
      }),
      expect.objectContaining({
        ...finding,
        ...{ column: 'total_amount', value: 2, sample_keys: ['woocommerce:main:4', 'woocommerce:main:6'] },
        message: '2 raw rows hold no decimal(18,4) for total_amount.',
      }),
    ]);
    await (await bench.warehouse.candidate('second')).discard();
    expect(await published()).toEqual([{ order_id: '1' }, { order_id: '2' }]);
  });

  it('inside a list is named in the model that takes the list apart', async () => {
    await bench.land({ 'woocommerce.orders': [order(3, { line_items: [{ id: 30, quantity: 'many' }] })] });
    const { ended, failed } = await run('second');
    expect(ended).toBe('QualityGateError');
    expect(failed).toMatchObject([
      {
        table: 'staging.stg_woocommerce__order_lines',
        column: 'quantity',
        value: 1,
        sample_keys: ['woocommerce:main:3'],
      },
    ]);
  });

  it('that only a view casts is found where the view is read, also when it decides which rows there are', async () => {
    await bench.land({ 'meta_ads.ad_insights': [insight('several')] });
    const { ended, failed } = await run('second');
    expect(ended).toBe('built');
    expect(failed).toMatchObject([
      { check: 'values_can_be_cast', table: 'staging.stg_meta_ads__ad_insight_actions', column: null, value: 1 },
    ]);
  });

  it('is forgotten with its candidate: the same run passes when the model can read it', async () => {
    await bench.land({ 'woocommerce.orders': [order(3, { total: 'ten' })] });
    expect((await run('second')).gate.passed).toBe(false);
    const model = library.models.get('stg_woocommerce__orders')!;
    const mended = {
      ...model,
      sql: model.sql.replace(
        /nullif\((\{\{ text\('record', 'total'\) \}\}), ''\)::decimal\(18,4\)/,
        'try_cast($1 as decimal(18,4))',
      ),
    };
    expect(mended.sql).not.toBe(model.sql);
    library.models.set(model.name, mended);
    try {
      expect((await run('second')).ended).toBe('built');
    } finally {
      library.models.set(model.name, model);
    }
  });

  it('leaves an error with another reason as it is', async () => {
    const model = library.models.get('stg_woocommerce__orders')!;
    library.models.set(model.name, { ...model, sql: model.sql.replace('from received', 'from nowhere') });
    try {
      await expect(bench.build('second', AS_OF)).rejects.toMatchObject({ name: 'WarehouseError' });
    } finally {
      library.models.set(model.name, model);
    }
  });
});
