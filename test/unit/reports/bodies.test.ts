// Rules of tiles over rows written by hand, without a warehouse.
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../lambdas/contracts/quality.ts';
import type { Sentence } from '../../../lambdas/contracts/tile/sentence.ts';
import type { Row } from '../../../lambdas/ports/warehouse.ts';
import { drawActions } from '../../../lambdas/publish/reports/bodies/actions.ts';
import { drawKpis } from '../../../lambdas/publish/reports/bodies/kpis.ts';
import { drawQuality } from '../../../lambdas/publish/reports/bodies/quality.ts';
import { drawSegments } from '../../../lambdas/publish/reports/bodies/segments.ts';
import type { ReportContext } from '../../../lambdas/publish/reports/report-context.ts';
import { library } from '../../helpers/library.ts';
import { checkOf, contextOf, drawing, words } from './by-hand.ts';

describe('what to do', () => {
  const items = async (rows: readonly Row[], published = {}) => {
    const { body } = await drawActions(drawing('overview_actions', rows, contextOf({}, published)));
    return body?.kind === 'actions' ? body.items.map(({ title, text }) => `${words(title)} | ${words(text)}`) : [];
  };
  const product = (title: string, units: number, refunded: number) => ({ title, units, refunded, since: '2026-07-02' });

  it('names a product whose pieces come back by more than chance, and none that is merely above the rest', async () => {
    const shop = product('rest', 10_000, 1000);
    expect((await items([shop, product('boots', 100, 30)]))[0]).toMatch(
      /^boots comes back more often: 0\.3 \| 30 of 100 pieces sold since 2026-07-02, against 0\.101/,
    );
    // 17 of 100 is 2.3 standard deviations above a tenth, 18 of 100 is 2.7.
    expect((await items([shop, product('boots', 100, 17)])).join()).not.toContain('comes back more often');
    expect((await items([shop, product('boots', 100, 18)])).join()).toContain('comes back more often');
    expect((await items([shop, product('boots', 100, 1)])).join()).not.toContain('comes back more often');
    expect((await items([shop, product('boots', 29, 29)])).join()).not.toContain('comes back more often');
    expect((await items([shop, product('boots', 30, 30)])).join()).toContain('comes back more often');
  });

  it('tells failed checks that warn, and neither notes nor those that passed', async () => {
    const found = async (...checks: CheckResult[]) => (await items([], { checks })).join('\n');
    expect(await found(checkOf('pass', 'warn'), checkOf('fail', 'note'))).not.toContain('found something');
    expect(await found(checkOf('fail', 'warn'))).toMatch(/1 check found something \| In marts\.fct_orders\./);
    const four = ['d', 'a', 'c', 'b'].map((table) => checkOf('fail', 'warn', table));
    expect(await found(...four)).toMatch(/4 checks found something \| In a, b, c and 1 more\./);
  });
});

describe('quality by table', () => {
  const headline = (...checks: CheckResult[]) =>
    words(drawQuality(drawing('health_quality', [], contextOf({}, { checks }))).headline as Sentence);

  it('says that all checks passed only when all did', () => {
    expect(headline(checkOf('pass', 'error'), checkOf('pass', 'warn'))).toBe('All 2 checks passed.');
    expect(headline(checkOf('pass', 'error'), checkOf('fail', 'warn'))).toMatch(
      /is lowest: .* of 100, 1 of 2 checks not passed/,
    );
    expect(headline()).toBe('');
  });
});

describe('segments', () => {
  const rows = [
    { segment: 'hibernating', customers_count: 60, net_amount: '100', orders_count: 60, churn_probability: 0.9 },
    { segment: 'champions', customers_count: 40, net_amount: '300', orders_count: 200, churn_probability: 0.1 },
  ];
  const drawn = (scored: number) =>
    drawSegments(
      drawing(
        'customers_segments',
        rows,
        contextOf({ extents: new Map([['mart_customer_churn', { rows: scored, newest: null }]]) }),
      ),
    );

  it('stand in their order, with shares of the whole, and the one that brings most is named', () => {
    const { body, headline } = drawn(0) as { body: { rows: unknown[][] }; headline: Sentence };
    expect(body.rows).toEqual([
      ['Champions', 40, 0.4, 0.75, 7.5],
      ['Hibernating', 60, 0.6, 0.25, 100 / 60],
    ]);
    expect(words(headline)).toBe('Champions are 0.4 of customers and bring 0.75 of net sales.');
  });

  it('show churn only where somebody is scored', () => {
    const columns = (scored: number) =>
      (drawn(scored) as { body: { columns: { key: string }[] } }).body.columns.map(({ key }) => key);
    expect(columns(0)).not.toContain('churn');
    expect(columns(1).at(-1)).toBe('churn');
  });
});

describe('key figures', () => {
  it('show what stands in for a metric whose marts hold nothing, and the metric where they hold something', async () => {
    const shown = async (rows: number) => {
      const extents = new Map(
        ['mart_daily_sales', 'fct_inventory_snapshots', 'fct_orders'].map((name) => [
          name,
          { rows: name === 'fct_inventory_snapshots' ? rows : 1, newest: null },
        ]),
      );
      const metrics = {
        catalogue: library.metrics,
        has: () => true,
        metric: (name: string) => library.metrics.get(name),
        over: () => null,
        span: () => undefined,
        value: async () => null,
      };
      const context = contextOf({ extents, metrics: metrics as unknown as ReportContext['metrics'] });
      return (await drawKpis(drawing('overview_kpis', [], context))).metrics?.at(-1);
    };
    expect(await shown(0)).toBe('units_per_order');
    expect(await shown(1)).toBe('inventory_value');
  });
});
