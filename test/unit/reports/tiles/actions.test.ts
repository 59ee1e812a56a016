// What someone should do, over rows written by hand.
import { describe, expect, it } from 'vitest';
import type { ActionBody } from '../../../../lambdas/contracts/tile/card-bodies.ts';
import type { Row } from '../../../../lambdas/ports/warehouse.ts';
import { drawActions } from '../../../../lambdas/publish/reports/bodies/actions.ts';
import { isoDay } from '../../../../lambdas/publish/reports/days.ts';
import { CARDS } from '../../../helpers/published-home/model-cards.ts';
import { checkOf, contextOf, drawing, extentsOf, LAST_DAY, metricsOf, words } from '../by-hand.ts';

const ALL = { mart_demand_forecast: 1, fct_inventory_snapshots: 1, mart_customer_churn: 1, fct_order_lines: 1 };
const BETTER = [{ ...CARDS[0]!, metrics: { ...CARDS[0]!.metrics, money_at_10: 0.31 } }];

interface Given {
  readonly stock?: readonly Row[];
  readonly returned?: readonly Row[];
  readonly published?: object;
  readonly filled?: Readonly<Record<string, number>>;
  readonly atRisk?: Readonly<Record<string, number | null>>;
}

async function actions({ stock, returned = [], published = {}, filled = ALL, atRisk = {} }: Given) {
  const context = contextOf(
    {
      extents: extentsOf(filled),
      ask: async () => stock,
      statement: () => 'the statement',
      metrics: metricsOf(() => null, { value: async (name: string) => atRisk[name] ?? null }),
    },
    published,
  );
  const drawn = await drawActions(drawing('overview_actions', returned, context, { overview_stock: stock ?? [] }));
  const { items } = drawn.body as ActionBody;
  return {
    items,
    sql: drawn.sql,
    said: items.map(({ severity, title, text }) => `${severity}: ${words(title)} | ${words(text)}`),
    links: items.map(({ link }) => link.label),
  };
}

const product = (title: string, available: number, sold: number, incoming = 0): Row => ({
  ...{ product_key: title, sku: title, title, price_amount: '2', available, incoming, sold_units: sold },
});

describe('an order', () => {
  const until = isoDay(LAST_DAY + 28);

  it('names three products, how many more, by when and for how much', async () => {
    const stock = [
      product('a', 0, 9),
      product('b', 1, 6),
      product('c', 1, 5),
      product('d', 1, 4.7),
      product('e', 50, 3),
    ];
    const { said, links, sql } = await actions({ stock });
    expect(said).toEqual([
      `error: 4 products need an order: 1 at zero, 3 out before ${until} | a, b, c and 1 more. 43 of expected sales at list price are covered neither by stock nor by incoming units.`,
    ]);
    expect(links).toEqual(['See what to order']);
    expect((await actions({ stock })).items[0]!.title.every((part) => 'strong' in part && part.strong)).toBe(true);
    expect(sql).toBe('the statement');
  });

  it('is of one product where only one needs it', async () => {
    expect((await actions({ stock: [product('a', 0, 9)] })).said[0]).toContain(
      `1 product needs an order: 1 at zero, 0 out before ${until} | a. 18 of`,
    );
    expect((await actions({ stock: [product('a', 0, 0.9)] })).said[0]).toContain('1 product needs an order');
    const three = [product('a', 0, 9), product('b', 1, 6), product('c', 1, 5)];
    expect((await actions({ stock: three })).said[0]).toContain('| a, b, c. 36 of');
  });

  it('says how many have no price, and leaves them out of the money', async () => {
    const unpriced = { ...product('b', 0, 5), price_amount: null };
    const said = async (...stock: Row[]) => (await actions({ stock: [product('a', 0, 9), ...stock] })).said[0];
    expect(await said(unpriced)).toMatch(/\| a, b\. 18 of .* Left out, for lack of a price in this currency: 1\.$/);
    expect(await said(unpriced, { ...unpriced, product_key: 'c' })).toMatch(/ 18 of .* currency: 2\.$/);
    expect(await said()).not.toContain('Left out');
  });

  it('is none where incoming units and low demand cover what ends', async () => {
    const covered = [product('a', 1, 9, 20), product('b', 0, 0), product('c', 50, 3)];
    const { said, links } = await actions({ stock: covered });
    expect(said).toEqual([
      'note: Nothing to order: incoming units or low demand cover every product that is at or near zero | 2 products: b, a.',
    ]);
    expect(links).toEqual(['See the stock']);
    expect((await actions({ stock: covered.slice(0, 1) })).said[0]).toMatch(/\| 1 product: a\.$/);
    expect((await actions({ stock: covered.slice(2) })).said).toEqual([]);
    expect((await actions({ stock: [...covered, product('d', 0, 9)] })).said).toHaveLength(1);
  });

  it('is not spoken of where nobody could ask', async () => {
    expect(await actions({})).toMatchObject({ said: [], sql: '' });
  });
});

describe('customers who may leave', () => {
  const atRisk = { customers_at_risk: 2, revenue_at_risk: 30 };
  const said = async (given: Given) => (await actions({ published: { models: BETTER }, atRisk, ...given })).said;

  it('are an action with its evidence', async () => {
    expect(await said({})).toEqual([
      'warn: 2 overdue customers are likely to leave and can still be won | 30 are at stake. In a backtest on earlier customers, the top tenth of this list held 0.31 of the lost money; sorted by days since the last order it held 0.2. Write first to those with consent.',
    ]);
    expect((await said({ atRisk: { customers_at_risk: 1 } }))[0]).toMatch(/1 overdue customer is likely .* \| 0 are/);
  });

  it('are none where nobody is, where nobody was scored, and where the simple rule does as well', async () => {
    expect(await said({ atRisk: { customers_at_risk: 0 } })).toEqual([]);
    expect(await said({ filled: { ...ALL, mart_customer_churn: 0 } })).not.toContainEqual(
      expect.stringMatching('leave and'),
    );
    for (const money_at_10 of [0.2, 0.1]) {
      const models = [{ ...BETTER[0]!, metrics: { ...BETTER[0]!.metrics, money_at_10 } }];
      expect(await said({ published: { models } })).toEqual([]);
    }
  });
});

describe('what is not known', () => {
  it('is said by its mart, and what it would tell', async () => {
    expect((await actions({ filled: { ...ALL, fct_order_lines: 0 } })).said).toEqual([
      'note: Not known: what comes back | fct_order_lines holds nothing yet.',
    ]);
    const { said, links } = await actions({ filled: {} });
    expect(said).toEqual([
      'note: Not known: whether stock lasts, how much is in stock, who may leave, what comes back | mart_demand_forecast, fct_inventory_snapshots, mart_customer_churn, fct_order_lines hold nothing yet.',
    ]);
    expect(links).toEqual(['Data health']);
  });
});

describe('what the version was made of', () => {
  it('names sources that were not read whole, before checks', async () => {
    const degraded = [{ source: 'klaviyo', connection: 'main', reason: '1 of 3 slices failed.' }];
    const { said, links } = await actions({ published: { degraded, checks: [checkOf('fail', 'warn')] } });
    expect(said).toEqual([
      'warn: klaviyo (main) was not read completely | 1 of 3 slices failed. The next run reads what is missing.',
      'warn: 1 check found something | In marts.fct_orders. The version was published with this warning.',
    ]);
    expect(links).toEqual(['Data health', 'Failed checks']);
    expect((await actions({ published: { degraded } })).said).toHaveLength(1);
  });

  it('counts what did not pass or could not be evaluated, and no notes', async () => {
    const said = async (...checks: readonly unknown[]) => (await actions({ published: { checks } })).said;
    const quiet = [checkOf('pass', 'warn'), checkOf('pass', 'note'), checkOf('fail', 'note')];
    expect(await said(...quiet)).toEqual([]);
    expect((await said(...quiet, checkOf('fail', 'error'), checkOf('unknown', 'warn')))[0]).toMatch(/^warn: 2 checks/);
  });

  it('names each table once, and three of them', async () => {
    const of = async (...tables: string[]) =>
      (await actions({ published: { checks: tables.map((one) => checkOf('fail', 'warn', one)) } })).said[0];
    expect(await of('c', 'a', 'a', 'b')).toMatch(/4 checks found something \| In a, b, c\. The/);
    expect(await of('e', 'd', 'c', 'a', 'b')).toMatch(/\| In a, b, c and 2 more\. The/);
  });

  it('is five items at most, the most urgent first', async () => {
    const degraded = Array.from({ length: 7 }, (_, at) => ({ source: `s${at}`, connection: 'main', reason: 'x.' }));
    const { said } = await actions({ stock: [product('a', 0, 9)], published: { degraded } });
    expect(said).toHaveLength(5);
    expect(said[0]).toMatch(/^error: 1 product needs/);
    expect(said[4]).toContain('s3 (main)');
  });
});

describe('what comes back', () => {
  const row = (title: string, units: number, refunded: number): Row => ({
    title,
    units,
    refunded,
    since: '2026-07-02T00:00:00Z',
  });

  it('names the worst of several', async () => {
    const returned = [row('rest', 10_000, 1000), row('bad', 100, 25), row('worst', 100, 40), row('worse', 100, 30)];
    const { said, links } = await actions({ returned });
    expect(said).toEqual([
      `note: worst comes back more often: 0.4 | 40 of 100 pieces sold since 2026-07-02, against ${1095 / 10_300} over all products.`,
    ]);
    expect(links).toEqual(['Refund rate']);
  });

  const rest = row('rest', 10_000, 1000);
  const saidOf = async (units: number, refunded: number) =>
    (await actions({ returned: [rest, row('one', units, refunded)] })).said[0];

  it('names none that chance alone explains', async () => {
    // The deviation of a hundred pieces is 3.01 %: 2.30 and 2.63 times of it.
    expect(await saidOf(100, 17)).toBeUndefined();
    expect(await saidOf(100, 18)).toContain('one comes back more often: 0.18');
    expect(await saidOf(100, 0)).toBeUndefined();
  });

  it('needs thirty pieces sold', async () => {
    expect(await saidOf(30, 20)).toContain('20 of 30 pieces');
    expect(await saidOf(29, 20)).toBeUndefined();
  });

  it('says since when from the first row', async () => {
    const later = { ...row('bad', 100, 40), since: '2026-08-01' };
    expect((await actions({ returned: [rest, later] })).said[0]).toContain('sold since 2026-07-02');
  });
});
