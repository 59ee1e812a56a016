// Tiles about customers, over rows written by hand.
import { describe, expect, it } from 'vitest';
import type { Sentence } from '../../../../lambdas/contracts/tile/sentence.ts';
import type { CohortBody, TableBody } from '../../../../lambdas/contracts/tile/table-bodies.ts';
import type { Row } from '../../../../lambdas/ports/warehouse.ts';
import { drawChurnList } from '../../../../lambdas/publish/reports/bodies/churn-list.ts';
import { drawCohorts } from '../../../../lambdas/publish/reports/bodies/cohorts.ts';
import { drawSegments, segmentTitle } from '../../../../lambdas/publish/reports/bodies/segments.ts';
import { CARDS } from '../../../helpers/published-home/model-cards.ts';
import { contextOf, drawing, extentsOf, words } from '../by-hand.ts';

describe('cohorts', () => {
  const monthOf = (at: number) => new Date(Date.UTC(2025, at, 1)).toISOString();
  /** @param back customers back in month 1, oldest cohort first; of a hundred each */
  const rowsOf = (back: readonly number[], customers = 100): Row[] =>
    back.flatMap((count, at) => [
      { cohort_month: monthOf(at), month_index: 0, customers_count: customers, retention_rate: 1 },
      { cohort_month: monthOf(at), month_index: 1, customers_count: customers, retention_rate: count / customers },
    ]);
  const draw = (rows: readonly Row[]) => {
    const { body, headline } = drawCohorts(drawing('overview_cohorts', rows));
    return { body: body as CohortBody | undefined, headline, said: words(headline as Sentence) };
  };

  it('are the months after the first order, twelve at most, and what is not over is open', () => {
    const cell = (month_index: number, retention_rate: number | null, active = 5): Row => ({
      ...{ cohort_month: '2025-01-01T00:00:00Z', month_index, customers_count: 20, retention_rate },
      active_customers_count: active,
    });
    const cells = [cell(0, 1), cell(1, 0.5), cell(2, null), cell(11, 0.1), cell(12, 0.9)];
    expect(draw([...cells, { ...cell(1, null), cohort_month: '2025-02-01', customers_count: 0 }]).body).toEqual({
      kind: 'cohorts',
      rows: [
        { month: '2025-01-01', customers: 20, cells: [{ rate: 0.5 }, { rate: 0.25, open: true }, { rate: 0.1 }] },
        { month: '2025-02-01', customers: 0, cells: [{ rate: null, open: true }] },
      ],
    });
    const one = { ...cell(1, null, 1), customers_count: 1 };
    expect(draw([one]).body!.rows).toEqual([{ month: '2025-01-01', customers: 1, cells: [{ rate: 1, open: true }] }]);
    expect(draw([])).toEqual({ body: undefined, headline: [], said: '' });
  });

  const old = [20, 20, 20];
  it('say that the three youngest come back otherwise only beyond chance', () => {
    // 60 of 300 against 80 of 300 is 1.93 standard errors, against 81 it is 2.02.
    expect(draw(rowsOf([...old, 27, 27, 26])).said).toBe('');
    expect(draw(rowsOf([...old, 27, 27, 27])).said).toBe(
      'Customers of the three youngest complete cohorts come back more in month 1 than those before: 0.27 against 0.2.',
    );
    expect(draw(rowsOf([...old, 13, 13, 13])).said).toMatch(
      /come back less in month 1 than those before: 0\.13 against/,
    );
    expect(draw(rowsOf([...old, 13, 13, 13])).headline).toContainEqual({ text: 'less', strong: true });
    expect(draw(rowsOf([...old, 20, 20, 20])).said).toBe('');
    expect(draw(rowsOf([0, 0, 0, 0, 0, 0])).said).toBe('');
  });

  it('say it of six whole cohorts and no fewer, each by its size, with what is open left out', () => {
    expect(draw(rowsOf([20, 20, 60, 60, 60])).said).toBe('');
    const more = rowsOf([0, 20, 20, 60, 60, 60]);
    expect(draw(more).said).toContain(`0.6 against ${40 / 300}`);
    expect(draw(rowsOf([0, 0, 20, 20, 20, 60, 60, 60])).said).toContain(`0.6 against ${60 / 500}`);
    const open = { cohort_month: monthOf(9), month_index: 1, customers_count: 100, retention_rate: null };
    expect(draw([...more, { ...open, active_customers_count: 99 }]).said).toContain(`0.6 against ${40 / 300}`);
    const young = { cohort_month: monthOf(9), month_index: 0, customers_count: 500, retention_rate: 1 };
    expect(draw([...more, young]).said).toContain(`0.6 against ${40 / 300}`);
    const large = [
      ...rowsOf([20, 20, 20, 60, 60]),
      ...rowsOf([0], 1000).map((row) => ({ ...row, cohort_month: monthOf(8) })),
    ];
    expect(draw(large).said).toContain(`less in month 1 than those before: ${120 / 1200} against 0.2`);
  });
});

describe('segments', () => {
  const segment = (name: string, customers = 10, net = 100): Row => ({
    ...{ segment: name, customers_count: customers, net_amount: String(net), churn_probability: 0.25 },
  });
  const draw = (rows: readonly Row[], scored?: number) => {
    const context = contextOf({ extents: extentsOf(scored === undefined ? {} : { mart_customer_churn: scored }) });
    const { body, headline } = drawSegments(drawing('customers_segments', rows, context));
    return { body: body as TableBody | undefined, said: words(headline as Sentence) };
  };

  it('are best first, however they are spelt, and unknown ones last by name', () => {
    const names = [
      'zebra',
      'prospects',
      'Can’t lose / big',
      "can't lose",
      'about to sleep',
      'AT-RISK',
      'ant',
      'champions',
    ];
    expect(draw(names.map((name) => segment(name))).body!.rows.map(([name]) => name)).toEqual([
      ...['Champions', 'Can’t lose', 'Can’t lose', 'At-risk', 'About to sleep', 'Prospects', 'Ant', 'Zebra'],
    ]);
    expect(segmentTitle('potential_LOYALISTS')).toBe('Potential loyalists');
  });

  it('are a table of sizes and shares, with bars as wide as the widest', () => {
    const { body, said } = draw([segment('loyal', 30, 100), segment('new', 10, 300)], 1);
    expect(body).toEqual({
      kind: 'table',
      caption: 'RFM segments by size and value',
      columns: [
        { key: 'segment', label: 'Segment', as: 'text', narrow: true },
        { key: 'customers', label: 'Customers', as: 'number', unit: 'count', narrow: true },
        { key: 'customer_share', label: 'Share of customers', as: 'bar', unit: 'share', max: 0.75 },
        { key: 'net_share', label: 'Share of net sales', as: 'bar', unit: 'share', max: 0.75, narrow: true },
        { key: 'net_per_customer', label: 'Net sales per customer', as: 'number', unit: 'money' },
        { key: 'churn', label: 'Churn risk', as: 'number', unit: 'share', narrow: true },
      ],
      rows: [
        ['Loyal', 30, 0.75, 0.25, 100 / 30, 0.25],
        ['New', 10, 0.25, 0.75, 30, 0.25],
      ],
      sort: null,
      total: 2,
    });
    expect(said).toBe('New are 0.25 of customers and bring 0.75 of net sales.');
  });

  it('have no share of nothing, and a bar that is never of no width', () => {
    const { body, said } = draw([segment('loyal', 30, 0), segment('new', 10, 0)]);
    expect(body!.rows.map((row) => row[3])).toEqual([null, null]);
    expect(body!.columns[3]).toMatchObject({ max: 0.01 });
    expect(said).toBe('');
    const little = draw([segment('loyal', 3, 0.5)]);
    expect(little.said).toBe('Loyal are 1 of customers and bring 1 of net sales.');
    expect(little.body!.rows[0]!.slice(2, 4)).toEqual([1, 1]);
    expect(draw([])).toEqual({ body: undefined, said: '' });
  });

  it('have a risk of leaving where it was scored', () => {
    const widths = (scored?: number) => draw([segment('loyal')], scored).body!.rows.map((row) => row.length);
    expect([widths(), widths(0), widths(1)]).toEqual([[5], [5], [6]]);
  });
});

describe('the list of leavers', () => {
  const row: Row = {
    ...{ customer_key: 'c1', churn_probability: 0.8, risk_band: 'high', expected_value_amount: '12.5' },
    ...{ segment: 'at_risk', orders_count: 4, net_amount: '99', last_order_date: '2026-01-02T00:00:00Z' },
    ...{ has_email_consent: true, reason_1: 'silent', reason_2: null, reason_3: 'fewer orders' },
  };
  const bare: Row = { customer_key: 'c2', has_email_consent: null };
  const BANDS: Row[] = [
    { risk_band: 'high', customers_count: 3, expected_value_amount: '40' },
    { risk_band: 'medium', customers_count: 5, expected_value_amount: '10' },
    { risk_band: 'low', customers_count: 90, expected_value_amount: '900' },
    { risk_band: 'gone', customers_count: 7, expected_value_amount: '0' },
  ];
  const draw = (rows: readonly Row[], { bands = BANDS, scored = 1, models = [] as unknown[] } = {}) => {
    const extents = scored < 0 ? extentsOf({}) : extentsOf({ mart_customer_churn: scored });
    const context = contextOf({ extents }, { models });
    const drawn = drawChurnList(drawing('customers_churn', rows, context, { churn_bands: bands }));
    return { ...drawn, body: drawn.body as TableBody | undefined, said: words(drawn.headline as Sentence) };
  };
  const withMoney = (money: number, more: object = {}) => [
    { ...CARDS[0]!, metrics: { ...CARDS[0]!.metrics, money_at_10: money, ...more } },
  ];

  it('names who, how likely, what for and why, of all in the high and the medium band', () => {
    const { body } = draw([row, bare]);
    expect(body!.rows).toEqual([
      ['c1', 0.8, 'high', 12.5, 'At risk', 4, 99, '2026-01-02', true, ['silent', 'fewer orders']],
      ['c2', null, '', null, null, null, null, null, null, []],
    ]);
    expect(body).toMatchObject({ total: 8, sort: { column: 'worth', descending: true } });
  });

  it('says how many and how much, who has gone, and that nobody measured it', () => {
    const unmeasured = ' The quality of this order has not been measured.';
    expect(draw([row]).said).toBe(
      `3 overdue and likely to leave, 40 at stake; 5 in the medium band. 7 have left already and are not listed.${unmeasured}`,
    );
    expect(draw([row], { bands: BANDS.slice(1, 3) }).said).toBe(`Nobody is in the high band.${unmeasured}`);
    expect(draw([row], { bands: [BANDS[0]!, { ...BANDS[3]!, customers_count: 1 }] }).said).toContain(
      '; 0 in the medium band. 1 have left already',
    );
  });

  it('says what its order was worth, beside the rule that needs no model', () => {
    const evidence = ' In a backtest on earlier customers its top tenth held';
    const left = '; 0.7 of the top tenth left; of all overdue customers 0.6';
    const naive = ': the simple rule does as well, so the list adds nothing to it.';
    expect(draw([row], { models: withMoney(0.31) }).said).toContain(
      `${evidence} 0.31 of the lost money, the tenth silent for longest 0.2${left}.`,
    );
    expect(draw([row], { models: withMoney(0.2) }).said).toContain(`the tenth silent for longest 0.2${left}${naive}`);
    expect(draw([row], { models: withMoney(0.1) }).said).toContain(naive);
    for (const missing of ['precision_at_10', 'list_leave_rate'])
      expect(draw([row], { models: withMoney(0.31, { [missing]: undefined }) }).said).toMatch(
        /silent for longest 0\.2\.$/,
      );
    const other = withMoney(0.31).map((card) => ({ ...card, name: 'demand' }));
    expect(draw([row], { models: other }).said).toContain('has not been measured');
    const alone = withMoney(0.31).map((card) => ({ ...card, baselines: [] }));
    expect(draw([row], { models: alone }).said).toContain('has not been measured');
  });

  it('is empty where nobody is at risk, and nothing where nobody was scored', () => {
    expect(draw([])).toMatchObject({
      body: undefined,
      empty: { title: 'No churn scores yet', text: 'Nobody is in the high or medium band.' },
    });
    for (const scored of [0, -1]) expect(draw([row], { scored })).toEqual({ body: undefined, said: '' });
  });
});
