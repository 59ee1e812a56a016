import { beforeAll, describe, expect, it } from 'vitest';
import type { MetricCard } from '../../../lambdas/contracts/tile/metric-card.ts';
import { renderTiles } from '../../../lambdas/publish/reports/index.ts';
import { type Catalogue, catalogueOf } from '../../../lambdas/sql/metrics/catalogue.ts';
import { parseMetric } from '../../../lambdas/sql/metrics/metric-file.ts';
import { warehouseWith } from '../../helpers/hand-made-marts.ts';
import { library } from '../../helpers/library.ts';
import { AS_OF, GOLDEN_FIGURES, GOLDEN_MARTS } from './golden-marts.ts';

const catalogue: Catalogue = library.metrics;
const names = [...catalogue.keys()];

const file = (name: string, header: string, body: string) =>
  parseMetric(
    `sql/metrics/${name}.sql`,
    `/*---\nmetric: ${name}\nname: N\nabout: A\nformula: F\nunit: count\npolarity: none\nowner: o\ntests: {}\n${header}\n---*/\n${body}\n`,
  );
const orders = file('orders', 'kind: additive\nfrom: marts.a\ndate: day', 'sum(orders_count)');
const stock = file('stock', 'kind: semi-additive\nfrom: marts.b\ndate: day', 'sum(units)');

describe('a metric file', () => {
  const refused: readonly (readonly [string, string, string, RegExp])[] = [
    ['an average that calls itself additive', 'kind: additive\nfrom: marts.a', 'avg(amount)', /does not add up/],
    [
      'a distinct count that calls itself additive',
      'kind: additive\nfrom: marts.a',
      'count(distinct id)',
      /does not add up/,
    ],
    ['a ratio that is an aggregate', 'kind: ratio\nfrom: marts.a', 'avg(amount / units)', /sum \/ nullif\(sum, 0\)/],
    [
      'a ratio that forgets the zero',
      'kind: ratio',
      "{{ metric('orders') }} / {{ metric('orders') }}",
      /sum \/ nullif/,
    ],
    [
      'a ratio over a stock',
      'kind: ratio',
      "{{ metric('stock') }} / nullif({{ metric('orders') }}, 0)",
      /stock is semi-additive/,
    ],
    [
      'a metric made of an unknown one',
      'kind: additive',
      "{{ metric('sessions') }} + {{ metric('orders') }}",
      /no metric is called sessions/,
    ],
    ['a stock without a day', 'kind: semi-additive\nfrom: marts.b', 'sum(units)', /needs the `date`/],
    ['an aggregate of nothing', 'kind: additive', 'sum(units)', /needs `from`/],
  ];
  it('is refused: money without its currency', () => {
    const money = (header: string) =>
      parseMetric(
        'sql/metrics/paid.sql',
        `/*---\nmetric: paid\nname: N\nabout: A\nformula: F\nunit: money\npolarity: none\nowner: o\ntests: {}\n${header}\n---*/\nsum(amount)\n`,
      );
    expect(() => catalogueOf([money('kind: additive\nfrom: marts.a')])).toThrow(/two currencies are never one sum/);
    expect(catalogueOf([money('kind: additive\nfrom: marts.a\ncurrency: currency')]).size).toBe(1);
  });

  it.each(refused)('is refused: %s', (_, header, body, message) => {
    expect(() => catalogueOf([orders, stock, file('wrong', header, body)])).toThrow(message);
  });

  it('names its file when the header is wrong', () => {
    expect(() => parseMetric('sql/metrics/x.sql', '/*---\nmetric: X\n---*/\nsum(a)')).toThrow(
      /sql\/metrics\/x\.sql:2: metric is "X"/,
    );
  });
});

describe('the catalogue', () => {
  let cards: ReadonlyMap<string, MetricCard>;
  let run: (sql: string) => Promise<number>;

  beforeAll(async () => {
    const warehouse = await warehouseWith(GOLDEN_MARTS);
    const documents = await renderTiles(warehouse, {
      asOf: AS_OF,
      version: 'v',
      runId: 'r',
      library,
      degraded: [],
      checks: [],
      models: [],
    });
    cards = new Map(names.map((name) => [name, documents.get(`metric_${name}`) as MetricCard]));
    run = async (sql) => Number(Object.values((await warehouse.query(sql))[0]!)[0]);
    return () => warehouse.close();
  });

  const view = (name: string) => {
    const { views } = cards.get(name)!;
    return views.now ?? views['4w/none'] ?? views['4w/previous']!;
  };

  it('has a figure worked out by hand for every metric, and no other', () => {
    expect(Object.keys(GOLDEN_FIGURES).sort()).toEqual(names);
  });

  it.each(names)('%s is what was worked out by hand', (name) => {
    expect(view(name).figure.value).toBeCloseTo(GOLDEN_FIGURES[name]!, 10);
  });

  it.each(names)('%s: the statement shown gives the value shown', async (name) => {
    const { figure, sql } = view(name);
    expect(await run(cards.get(name)!.sql[sql]!)).toBeCloseTo(figure.value!, 8);
  });

  it.each(names.filter((name) => catalogue.get(name)!.expression.form === 'sum'))('%s: its parts sum to it', (name) => {
    const { parts, figure } = view(name);
    expect(parts.reduce((total, part) => total + part.sign * part.value, 0)).toBeCloseTo(figure.value!, 8);
  });

  it.each(names.filter((name) => catalogue.get(name)!.kind === 'ratio'))(
    '%s divides sums: no mean of daily ratios',
    (name) => {
      const { expression } = catalogue.get(name)!;
      expect(expression.form).toBe('ratio');
      expect(cards.get(name)!.sql[view(name).sql]).toMatch(/sum\([^)]*\)[\s\S]*\/ nullif\([\s\S]*sum\(/);
    },
  );
});
