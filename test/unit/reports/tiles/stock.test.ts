// Tiles that say what has to be ordered, over rows written by hand.
import { describe, expect, it } from 'vitest';
import type { Sentence } from '../../../../lambdas/contracts/tile/sentence.ts';
import type { ForecastBody } from '../../../../lambdas/contracts/tile/series-bodies.ts';
import type { TableBody } from '../../../../lambdas/contracts/tile/table-bodies.ts';
import type { Row } from '../../../../lambdas/ports/warehouse.ts';
import { drawForecast } from '../../../../lambdas/publish/reports/bodies/forecast.ts';
import { drawStock } from '../../../../lambdas/publish/reports/bodies/stock.ts';
import { isoDay } from '../../../../lambdas/publish/reports/days.ts';
import { stockCover } from '../../../../lambdas/publish/reports/stock-cover.ts';
import { CARDS } from '../../../helpers/published-home/model-cards.ts';
import { contextOf, drawing, LAST_DAY, words } from '../by-hand.ts';

describe('what stock covers', () => {
  const product = (key: string, more: Row = {}): Row => ({
    ...{ product_key: key, sku: key.toUpperCase(), title: key, variant_title: 'Default Title', price_amount: '2.5' },
    ...{ available: 10, incoming: 0, forecast_units: null, sold_units: 4 },
    ...more,
  });
  const coverOf = (more: Row) => stockCover([product('p', more)]).products[0]!;

  it('is told for each product, in units and in money at list price', () => {
    expect(coverOf({ available: 3, incoming: 5, forecast_units: 20, variant_title: 'Red' })).toEqual({
      ...{ productKey: 'p', sku: 'P', title: 'p, Red', state: 'runs out', available: 3, incoming: 5, expected: 20 },
      ...{ from: 'forecast', missing: 12, worth: 30 },
    });
    expect(coverOf({})).toMatchObject({ title: 'p', state: 'lasts', expected: 4, from: 'last 28 days', missing: 0 });
    expect(coverOf({ variant_title: null })).toMatchObject({ title: 'p' });
  });

  it.each([
    [{ available: 0, sold_units: 4 }, 'at zero', 4],
    [{ available: -3, sold_units: 4 }, 'at zero', 4],
    [{ available: 0, incoming: 4, sold_units: 4 }, 'at zero', 0],
    [{ available: 4, sold_units: 4 }, 'lasts', 0],
    [{ available: 3, incoming: 1, sold_units: 4 }, 'covered by incoming', 0],
    [{ available: 3, incoming: 0.9, sold_units: 4 }, 'runs out', 0],
    [{ available: 3, incoming: 0.5, sold_units: 4 }, 'runs out', 0.5],
    [{ available: 3, incoming: -9, sold_units: 4 }, 'runs out', 1],
    [{ available: 0.1, forecast_units: 0.49 }, 'lasts', 0],
    [{ available: 0.1, forecast_units: 0.5 }, 'runs out', 0],
    [{ available: 0, forecast_units: 0.5 }, 'at zero', 0.5],
  ])('%j is %s, with %s to order', (more, state, missing) => {
    const cover = coverOf(more);
    expect(cover.state).toBe(state);
    expect(cover.missing).toBeCloseTo(missing, 9);
  });

  it('names at zero first, then what runs out and what is covered, each by the money that is missing', () => {
    const { products, unknown } = stockCover([
      product('lasts'),
      product('covered', { available: 1, incoming: 9 }),
      product('cheap', { available: 1, price_amount: '1' }),
      product('dear', { available: 1, price_amount: '9' }),
      product('unread', { available: null }),
      product('zero-b', { available: 0, sold_units: 0 }),
      product('zero-a', { available: 0, sold_units: 0 }),
      product('zero-slow', { available: 0, sold_units: 0.4 }),
      product('zero', { available: 0 }),
    ]);
    const keys = ['zero', 'zero-slow', 'zero-a', 'zero-b', 'dear', 'cheap', 'covered', 'lasts'];
    expect(products.map(({ productKey }) => productKey)).toEqual(keys);
    expect(unknown).toBe(1);
    const penny = product('penny', { available: 1, price_amount: '0.1' });
    const unpriced = product('a', { available: 1, price_amount: null });
    for (const rows of [
      [penny, unpriced],
      [unpriced, penny],
    ])
      expect(stockCover(rows).products.map(({ productKey }) => productKey)).toEqual(['penny', 'a']);
  });

  describe('on a page', () => {
    const draw = (rows: readonly Row[], isAsked = true) => {
      const { body, headline, empty, scope } = drawStock({ ...drawing('overview_stock', rows), isAsked });
      return { body: body as TableBody | undefined, said: words(headline as Sentence), empty, scope };
    };

    it('lists what does not last, with whole pieces to order', () => {
      const { body, said, scope } = draw([
        product('lasts'),
        product('a', { available: 1, incoming: 1, forecast_units: 4.26, price_amount: '3.3' }),
        product('b', { available: 0 }),
      ]);
      expect(body!.rows).toEqual([
        ['b', 'B', 'at zero', 0, 0, 4, 'last 28 days', 4, 10],
        ['a', 'A', 'runs out', 1, 1, 4.3, 'forecast', 3, 7],
      ]);
      expect(body).toMatchObject({ kind: 'table', total: 2, sort: null });
      expect(scope).toBe('all products on sale');
      expect(said).toBe('1 of 3 products are at zero, 1 runs out within 28 days although incoming units are counted.');
    });

    it('says how many more are covered, and of how many the stock is not known', () => {
      const covered = product('c', { available: 1, incoming: 9 });
      const unread = product('u', { available: null });
      expect(draw([product('a', { available: 1 }), product('b', { available: 1 }), covered, unread]).said).toBe(
        '0 of 3 products are at zero, 2 run out within 28 days although incoming units are counted' +
          '; 1 more would run out without the incoming units. Stock of 1 product on sale is not known.',
      );
      expect(draw([unread, unread]).said).toMatch(/Stock of 2 products on sale is not known\.$/);
    });

    it('is no table where everything lasts, and nothing where nobody could ask', () => {
      expect(draw([product('lasts')])).toMatchObject({
        body: undefined,
        empty: { title: 'Nothing ends', text: expect.stringContaining('lasts for 28 days') },
      });
      expect(draw([], false)).toMatchObject({ body: undefined, said: '', empty: undefined });
    });
  });
});

describe('a forecast of the best sellers', () => {
  const best: Row = {
    ...{ product_key: 'p', sku: 'P', title: 'Boots', variant_title: 'Red', model_name: 'pooled' },
    ...{ units_low: '10.04', units: '20.26', units_high: '31', horizon_days: 28 },
  };
  const week = (at: number, units: number): Row => ({
    ...{ product_key: 'p', from_date: `${isoDay(LAST_DAY + 1 + 7 * at)}T00:00:00Z` },
    ...{ units_low: units - 1.04, units, units_high: units + 1.06 },
  });
  const weeks = [5, 5, 5, 5.26].map((units, at) => week(at, units));
  const sold: Row[] = [
    { product_key: 'p', weeks_ago: 0, units: 7 },
    { product_key: 'p', weeks_ago: 11, units: 3 },
    { product_key: 'other', weeks_ago: 1, units: 99 },
  ];
  const draw = (stock: Row | undefined, { rows = [best], forecast_weeks = weeks, models = [] as unknown[] } = {}) => {
    const used = {
      ...{ forecast_weeks, forecast_history: sold },
      stock_by_product: stock ? [{ product_key: 'p', ...stock }] : [],
    };
    const drawn = drawForecast(drawing('overview_forecast', rows, contextOf({}, { models }), used));
    const body = drawn.body as ForecastBody | undefined;
    return { ...drawn, body, item: body?.items[0], said: words(drawn.headline as Sentence) };
  };

  it('stands beside twelve weeks of sales and the stock, rounded to tenths', () => {
    const { body, item, scope, covers } = draw({ available: 8, incoming: 2 });
    expect(body).toMatchObject({ kind: 'forecast', horizon_days: 28, level: 0.8 });
    expect(item).toMatchObject({
      ...{ product_key: 'p', sku: 'P', title: 'Boots, Red', model: 'pooled', available: 8, incoming: 2 },
      total: { low: 10, middle: 20.3, high: 31 },
    });
    expect(item!.forecast).toEqual([
      { from: isoDay(LAST_DAY + 1), low: 4, middle: 5, high: 6.1 },
      { from: isoDay(LAST_DAY + 8), low: 4, middle: 5, high: 6.1 },
      { from: isoDay(LAST_DAY + 15), low: 4, middle: 5, high: 6.1 },
      { from: isoDay(LAST_DAY + 22), low: 4.2, middle: 5.3, high: 6.3 },
    ]);
    expect(item!.actual).toHaveLength(12);
    expect(item!.actual[0]).toEqual({ from: isoDay(LAST_DAY - 83), units: 3 });
    expect(item!.actual[10]).toEqual({ from: isoDay(LAST_DAY - 13), units: 0 });
    expect(item!.actual[11]).toEqual({ from: isoDay(LAST_DAY - 6), units: 7 });
    expect([scope, covers]).toEqual(['80% range', 'next 28 days']);
  });

  it.each([
    // Two weeks are sold of ten, and seven tenths of a day's share of what is left.
    [{ available: 8, incoming: 2 }, 14],
    [{ available: 11, incoming: null }, 15],
    [{ available: 12, incoming: 0 }, 16],
    [{ available: 4, incoming: -7 }, 5],
    [{ available: -3, incoming: 4 }, 5],
    [{ available: 0, incoming: 0 }, 0],
    [{ available: 20.3, incoming: 0 }, null],
    [{ available: 20.2, incoming: 0 }, 27],
    [{ available: null, incoming: 3 }, null],
    [undefined, null],
  ])('with stock of %j runs out in %s days', (stock, days) => {
    expect(draw(stock).item!.runs_out_in).toBe(days);
  });

  it('never runs out in a week in which nothing is expected', () => {
    const quiet = draw({ available: 0, incoming: 0 }, { forecast_weeks: [week(0, 0), week(1, 2)] });
    expect(quiet.item!.runs_out_in).toBe(7);
    expect(draw({ available: 0, incoming: 0 }, { forecast_weeks: [] }).item!.runs_out_in).toBeNull();
  });

  it('lasts where there is just as much as expected, and runs out of less than a unit', () => {
    const runsOut = (available: number, ...units: number[]) =>
      draw({ available }, { forecast_weeks: units.map((one, at) => week(at, one)) }).item!.runs_out_in;
    expect(runsOut(10, 5, 5)).toBeNull();
    expect(runsOut(5, 5, 0, 5)).toBe(14);
    expect(runsOut(0, 0.5)).toBe(0);
  });

  it('says how many of them run out, or that none does, and neither where no stock is known', () => {
    expect(draw({ available: 8 }).said).toBe(
      '1 of 1 best sellers runs out within 28 days at the expected demand, incoming units counted.',
    );
    expect(draw({ available: 8 }, { rows: [best, best] }).said).toMatch(/^2 of 2 best sellers run out/);
    expect(draw({ available: 800 }).said).toBe(
      'With incoming units all of them last for the next 28 days at the expected demand.',
    );
    expect(draw(undefined)).toMatchObject({ said: '', item: { available: null, incoming: null } });
  });

  it('says what the served forecast has missed, and its note', () => {
    const [, card] = CARDS;
    expect(draw(undefined, { models: CARDS as unknown[] as never[] }).said).toBe(
      ' Its error over 28 days was 0.21 of the units.',
    );
    const unmeasured = [{ ...card!, metrics: {}, notice: 'short history' }];
    expect(draw(undefined, { models: unmeasured }).said).toBe(' Its error has not been measured. Note: short history.');
    expect(draw(undefined, { models: [CARDS[0]!] }).said).toBe('');
  });

  it('is nothing without rows', () => {
    expect(draw({ available: 8 }, { rows: [] })).toMatchObject({ body: undefined, scope: '', covers: '', said: '' });
  });
});
