// Tables and cards, over rows written by hand.
import { describe, expect, it } from 'vitest';
import type { CheckResult } from '../../../../lambdas/contracts/quality.ts';
import type { ModelBody } from '../../../../lambdas/contracts/tile/card-bodies.ts';
import type { Bridge, KpiBody } from '../../../../lambdas/contracts/tile/figure-bodies.ts';
import type { Sentence } from '../../../../lambdas/contracts/tile/sentence.ts';
import type { TableBody } from '../../../../lambdas/contracts/tile/table-bodies.ts';
import { drawBridge } from '../../../../lambdas/publish/reports/bodies/bridge.ts';
import { drawKpis } from '../../../../lambdas/publish/reports/bodies/kpis.ts';
import { drawMetricList } from '../../../../lambdas/publish/reports/bodies/metric-list.ts';
import { drawModels } from '../../../../lambdas/publish/reports/bodies/models.ts';
import { drawQuality } from '../../../../lambdas/publish/reports/bodies/quality.ts';
import { drawTable } from '../../../../lambdas/publish/reports/bodies/table.ts';
import { range } from '../../../../lambdas/publish/reports/days.ts';
import { CARDS } from '../../../helpers/published-home/model-cards.ts';
import { checkOf, contextOf, drawing, extentsOf, LAST_DAY, metricsOf, words } from '../by-hand.ts';

describe('a table', () => {
  const columns = {
    ...{
      name: { label: 'Name', as: 'text' },
      size: { label: 'Size', as: 'number' },
      part: { label: 'Part', as: 'bar' },
    },
    ...{ is_on: { label: 'On', as: 'flag' }, day: { label: 'Day', as: 'day' }, words: { label: 'Words', as: 'tags' } },
  };
  const draw = (rows: Parameters<typeof drawing>[1]) => {
    const plain = drawing('customers_segments', rows);
    const report = { ...plain.report, header: { ...plain.report.header, title: 'Things', columns, sort: undefined } };
    return drawTable({ ...plain, report: report as unknown as typeof plain.report }).body as TableBody | undefined;
  };

  it('draws each column as its header says, and nothing for null', () => {
    const row = {
      name: 'a',
      size: '1.50',
      part: 0.5,
      is_on: true,
      day: '2026-01-02T10:00:00Z',
      words: ['x', 'y'] as never,
    };
    const body = draw([row, { ...row, is_on: false, words: 'z', extra: 1 }, {}]);
    expect(body).toMatchObject({ kind: 'table', caption: 'Things', sort: null, total: 3 });
    expect(body!.columns[1]).toEqual({ key: 'size', label: 'Size', as: 'number' });
    expect(body!.rows).toEqual([
      ['a', 1.5, 0.5, true, '2026-01-02', ['x', 'y']],
      ['a', 1.5, 0.5, false, '2026-01-02', ['z']],
      [null, null, null, null, null, null],
    ]);
  });

  it('is none without rows, and one with one', () => {
    expect(draw([])).toBeUndefined();
    expect(draw([{ name: 'a' }])!.rows).toHaveLength(1);
  });
});

describe('cards of models', () => {
  const [churn, demand] = CARDS as unknown as [(typeof CARDS)[0], (typeof CARDS)[0]];
  const draw = (models: readonly object[], only: readonly string[] = []) => {
    const plain = drawing('health_models', [], contextOf({}, { models }));
    const report = { ...plain.report, header: { ...plain.report.header, models: only } };
    const { body, headline } = drawModels({ ...plain, report: report as typeof plain.report });
    return { items: (body as ModelBody | undefined)?.items, said: words(headline as Sentence) };
  };

  it('hold what was measured, beside each rule it was measured against', () => {
    const [item] = draw([{ ...churn, kind: 'xgboost_json', decided_by: 'money_at_10', notice: 'young' }]).items!;
    expect(item).toMatchObject({
      ...{ name: 'churn', model: churn.label, key: churn.key, promoted: true, serves: 'model', notice: 'young' },
      ...{ as_of: churn.as_of, rows: 8421, features: 24, rivals: ['buy till you die (BG/NBD)', 'recency only'] },
      decided_by: 'money_at_10',
    });
    expect(item!.measures.find(({ name }) => name === 'money_at_10')).toMatchObject({
      value: 0.31,
      rivals: [0.26, 0.2],
    });
    const measured = churn.measures.map(({ name }) => name).filter((name) => name in churn.metrics);
    expect(item!.measures.map(({ name }) => name)).toEqual(measured);
  });

  it('leave out what was not measured, and say nothing for a rival that was not', () => {
    const [measure] = churn.measures;
    const metrics = Object.fromEntries(Object.entries(churn.metrics).filter(([name]) => name === measure!.name));
    const baselines = [{ name: 'no_label', metrics: {} }];
    const [item] = draw([{ ...churn, title: undefined, label: undefined, decided_by: undefined, metrics, baselines }])
      .items!;
    expect(item).toMatchObject({ title: 'churn', model: 'xgboost json', rivals: ['no label'], decided_by: null });
    expect(item!.measures).toMatchObject([{ name: measure!.name, rivals: [null] }]);
  });

  it('name the model that was tried first, and never the one that serves', () => {
    const tried = { name: 'pooled', label: 'Pooled', metrics: {} };
    const rivals = (more: object) => draw([{ ...demand, ...more }]).items![0]!.rivals;
    expect(rivals({ challenger: tried })).toEqual(['Pooled', 'average of the last 28 days', 'last weeks repeated']);
    expect(rivals({ kind: 'moving_average', challenger: null })).toEqual(['last weeks repeated']);
    expect(rivals({ baselines: [] })).toEqual(['average of the last 28 days']);
  });

  it('say what serves, and how far it is ahead', () => {
    const measured = { ...churn, title: 'Churn', decided_by: 'auc' };
    const label = churn.measures.find(({ name }) => name === 'auc')!.label.toLowerCase();
    const figures = `${label} 0.842, buy till you die (BG/NBD) 0.807.`;
    expect(draw([measured]).said).toBe(`Churn: beats every simple rule: ${figures}`);
    const simple = { ...measured, promoted: false, label: 'recency' };
    expect(draw([simple]).said).toBe(`Churn: a simple rule serves, recency: ${figures}`);
    const unmeasured = { ...simple, decided_by: 'nothing' };
    expect(draw([measured, unmeasured]).said).toBe(
      `Churn: beats every simple rule: ${figures} Churn: a simple rule serves, recency: not measured on a later period.`,
    );
    const alone = { ...measured, baselines: [{ name: 'x', metrics: {} }] };
    expect(draw([alone]).said).toBe('Churn: beats every simple rule: not measured on a later period.');
    const lonely = { ...measured, baselines: [{ ...measured.baselines[0]!, name: churn.kind }] };
    expect(draw([lonely]).said).toBe('Churn: beats every simple rule: not measured on a later period.');
  });

  it('are those the header asks for, or all', () => {
    expect(draw(CARDS).items!.map(({ name }) => name)).toEqual(['churn', 'demand_forecast']);
    expect(draw(CARDS, ['demand_forecast']).items!.map(({ name }) => name)).toEqual(['demand_forecast']);
    expect(draw([])).toEqual({ items: undefined, said: '' });
    expect(draw(CARDS, ['other']).items).toBeUndefined();
  });
});

describe('quality by table', () => {
  it('is a row per table, the worst first, with its dimensions', () => {
    const checks = [
      { ...checkOf('pass', 'error', 'a'), family: 'unique' } as CheckResult,
      checkOf('fail', 'warn', 'b'),
      { ...checkOf('pass', 'warn', 'b'), family: 'range' } as CheckResult,
    ];
    const { body, headline } = drawQuality(drawing('health_quality', [], contextOf({}, { checks })));
    const { rows, columns, total } = body as TableBody;
    expect(columns.map(({ key }) => key)).toEqual([
      ...['table', 'score', 'complete', 'valid', 'unique', 'consistent', 'on_time', 'reconciled', 'checks', 'failed'],
    ]);
    expect(columns.map(({ narrow }) => narrow === true)).toEqual([
      ...[true, true, false, false, false, false, false, false, false, true],
    ]);
    expect(columns[6]!.label).toBe('on time');
    expect(rows).toEqual([
      ['b', 50, 0, 100, null, null, null, null, 2, 1],
      ['a', 100, null, null, 100, null, null, null, 1, 0],
    ]);
    expect(total).toBe(2);
    expect(words(headline as Sentence)).toBe('b is lowest: 50 of 100, 1 of 2 checks not passed.');
  });

  it('is nothing without checks', () => {
    expect(drawQuality(drawing('health_quality', [])).body).toBeUndefined();
  });
});

describe('what changed net sales', () => {
  const period = { id: '4w', label: 'Last 4 weeks', days: 28, range: range(LAST_DAY - 27, LAST_DAY) };
  /** Twice the orders of the year before; everything else as it was. */
  const metrics = metricsOf((metric, _, to) => {
    const orders = to === LAST_DAY ? 20 : 10;
    return metric === 'orders' ? orders : metric === 'discounts' ? orders : orders * (metric === 'net_sales' ? 8 : 10);
  });
  const year = { id: 'year', label: 'same weeks 2023', short: '2023', range: range(LAST_DAY - 391, LAST_DAY - 364) };

  it('is told for each comparison, and of nothing where there is none', () => {
    const draw = (comparisons: object) =>
      drawBridge(
        drawing('overview_bridge', [], contextOf({ metrics, periods: [period], comparisons: comparisons as never })),
      );
    const { body, sql } = draw({ '4w': [year] });
    const { views, unit } = body as { views: Record<string, Bridge>; unit: string };
    expect(unit).toBe('money');
    expect(Object.keys(views)).toEqual(['4w/year']);
    expect(views['4w/year']).toEqual({
      start: 80,
      parts: [
        { name: 'Orders', value: 80 },
        { name: 'Basket value', value: 0 },
        { name: 'Discounts', value: 0 },
        { name: 'Returns', value: 0 },
      ],
      end: 160,
    });
    expect(sql).toContain('as net_sales\n');
    expect(sql).toContain(`'${period.range.from}'`);
    expect(draw({}).body).toBeUndefined();
  });
});

describe('metrics and key figures', () => {
  const period = { id: '4w', label: 'Last 4 weeks', days: 28, range: range(LAST_DAY - 27, LAST_DAY) };
  const metrics = metricsOf(() => 5, {
    has: (name: string) =>
      ['orders', 'customers', 'inventory_value', 'average_order_value', 'returning_customers'].includes(name),
    value: async (name: string) => ({ orders: 7, customers: 3, average_order_value: 2 })[name] ?? null,
    span: () => ({ first: LAST_DAY - 60, last: LAST_DAY }),
  });
  const extents = extentsOf({ mart_daily_sales: 1, fct_orders: 1, dim_customers: 1, fct_inventory_snapshots: 1 });
  const context = contextOf({ metrics, periods: [period], extents });

  it('are all that exist, with the value of the first period, or of now', async () => {
    const { body, scope, marts } = await drawMetricList(drawing('metrics_list', [], context));
    const { rows, total, columns } = body as TableBody;
    expect(rows.map(([name, value, , adds]) => [String(name).split('|')[0], value, adds]).sort()).toEqual([
      ['average_order_value', 2, 'no: ratio of sums'],
      ['customers', 3, 'always'],
      ['inventory_value', null, 'not over time'],
      ['orders', 7, 'always'],
      ['returning_customers', null, 'no'],
    ]);
    expect(columns.map(({ key, narrow }) => [key, narrow === true])).toEqual([
      ...[
        ['metric', true],
        ['value', true],
        ['formula', false],
        ['kind', false],
        ['owner', false],
      ],
    ]);
    expect(total).toBe(5);
    expect(scope).toMatch(/^5 definitions/);
    expect(marts).toContain('fct_inventory_snapshots');
    const none = contextOf({ metrics: metricsOf(() => null, { has: () => false }), periods: [period] });
    expect((await drawMetricList(drawing('metrics_list', [], none))).body).toBeUndefined();
  });

  it('are shown with what they stand for, and marked where a source is late', async () => {
    const late = { published: { ...context.published, degraded: [] } };
    const { body } = await drawKpis(drawing('customers_kpis', [], { ...context, ...late }));
    const items = (body as KpiBody).items;
    expect(items.map(({ metric }) => metric)).toEqual(['customers', 'returning_customers']);
    expect(items[0]).toMatchObject({ name: 'Customers', unit: 'count', late: false });
    const shown = (await drawKpis(drawing('overview_kpis', [], context))).body as KpiBody;
    expect(shown.items.map(({ metric, note }) => [metric, note])).toEqual([
      ['orders', ''],
      ['average_order_value', ''],
      ['inventory_value', 'last day of the period'],
    ]);
    const degraded = [{ source: 'shopify', connection: 'main', reason: 'timed out' }];
    const tardy = contextOf({ metrics, periods: [period], extents }, { degraded });
    const marked = (await drawKpis(drawing('overview_kpis', [], tardy))).body as KpiBody;
    expect(marked.items.every((item) => item.late)).toBe(true);
  });

  it('are others where a mart of theirs is empty', async () => {
    const shown = async (...filled: string[]) => {
      const plain = drawing(
        'overview_kpis',
        [],
        contextOf({
          metrics: metricsOf(() => 5, { span: () => undefined }),
          ...{ periods: [period], extents: extentsOf(Object.fromEntries(filled.map((mart) => [mart, 1]))) },
        }),
      );
      const header = { ...plain.report.header, metrics: ['conversion_rate', 'inventory_value', 'orders'] };
      const fallback = { conversion_rate: 'units', inventory_value: 'units_per_order' };
      const { metrics: names } = await drawKpis({
        ...plain,
        report: { ...plain.report, header: { ...header, fallback } },
      });
      return names;
    };
    expect(await shown()).toEqual(['units', 'units_per_order', 'orders']);
    expect(await shown('fct_inventory_snapshots')).toEqual(['units', 'inventory_value', 'orders']);
  });
});
