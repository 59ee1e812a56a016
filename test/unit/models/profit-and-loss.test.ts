// The profit and loss statement over months written by hand: forecast, plan, variance, and what is missing.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench, type Rows } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

const TODAY = [{ today: '2026-06-10', reporting_currency: 'EUR', as_of_at: '2026-06-11 00:00:00' }];
const monthAfter = (first: string, months: number) => {
  const day = new Date(`${first}T00:00:00Z`);
  day.setUTCMonth(day.getUTCMonth() + months);
  return day.toISOString().slice(0, 10);
};
const line = (month_date: string, name: string, amount: string | null, more = {}) => ({
  ...{ month_date, line: name, amount, unknown_orders_count: 0, unknown_net_amount: '0', is_estimated: false },
  ...{ line_number: 1, reporting_currency: 'EUR' },
  ...more,
});
/** Net sales of months that follow one another, the last of them May 2026. */
const sales = (amounts: readonly number[]) =>
  amounts.map((amount, at) => line(monthAfter('2026-06-01', at - amounts.length), 'net_sales', String(amount)));
const forecast = async (mart_monthly_profit: Rows[string]) =>
  (await bench.rowsOf('mart_sales_forecast', { mart_monthly_profit, int_today: TODAY })).sort((a, b) =>
    String(a.month_date) < String(b.month_date) ? -1 : 1,
  );
const day = (value: unknown) => String(value).slice(0, 10);

describe('the forecast of net sales', () => {
  const season = [100, 80, 90, 100, 110, 120, 90, 80, 100, 120, 200, 260];
  /** January 2024 to May 2026, half as much again each year. */
  const grown = Array.from({ length: 29 }, (_, at) => season[at % 12]! * 1.5 ** Math.floor(at / 12));

  it('is the month a year ago with its growth, where that erred least', async () => {
    const months = await forecast(sales(grown));
    expect(months.map((row) => [day(row.month_date), Number(row.forecast_amount)])).toEqual([
      ...[
        ['2026-06-01', 270],
        ['2026-07-01', 202.5],
        ['2026-08-01', 180],
        ['2026-09-01', 225],
      ],
      ...[
        ['2026-10-01', 270],
        ['2026-11-01', 450],
        ['2026-12-01', 585],
      ],
    ]);
    expect(months.map((row) => Number(row.growth_rate))).toEqual(Array(7).fill(1.5));
    expect(Number(months[0]!.error_rate)).toBe(0);
  });

  it('is of the days to come in the open month', async () => {
    const [june, july] = await forecast(sales(grown));
    expect(Number(june!.remaining_share)).toBeCloseTo(20 / 30, 8);
    expect(Number(july!.remaining_share)).toBe(1);
  });

  it('is the mean of three months without a year before them, and has no interval', async () => {
    const [june] = await forecast(sales([999, 60, 90, 120]));
    expect([june!.method, Number(june!.forecast_amount), june!.error_rate]).toEqual(['last_months', 90, null]);
  });

  it('is as uncertain as its method was: the mean of three months before each', async () => {
    // From the fifth month on: 130/100, 100/110, 100/110, 130/110, 110/110, 110/113.33.
    const [june] = await forecast(sales([1, 100, 100, 100, 130, 100, 100, 130, 110, 110]));
    const errors = [130 / 100, 100 / 110, 100 / 110, 130 / 110, 1, 110 / (340 / 3)].map((one) => (one - 1) ** 2);
    const mean = errors.reduce((sum, one) => sum + one, 0) / errors.length;
    // The second and third month have means of fewer months before them: both are forecast exactly.
    expect(Number(june!.error_rate)).toBeCloseTo(Math.sqrt((mean * 6) / 8), 8);
  });

  it('is none before a month is over', async () => {
    expect((await forecast([]))[0]!.forecast_amount).toBeNull();
  });
});

describe('the statement', () => {
  const months = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01'];
  const mart_monthly_profit = months.flatMap((month, at) => [
    line(month, 'net_sales', at === 5 ? '30' : '100'),
    line(month, 'cogs', at === 5 ? '12' : '40', { unknown_orders_count: at === 4 ? 2 : 0, unknown_net_amount: '8' }),
    line(month, 'shipping_cost', null, { unknown_orders_count: 3, unknown_net_amount: '30' }),
    line(month, 'marketing', null),
  ]);
  const mart_sales_forecast = ['06', '07', '08', '09', '10', '11', '12'].map((month) => ({
    ...{ month_date: `2026-${month}-01`, forecast_amount: '120', remaining_share: month === '06' ? '0.5' : '1' },
    error_rate: '0.1',
  }));
  const plan = (amount: string) =>
    Array.from({ length: 12 }, (_, at) => ({
      ...{ month_date: monthAfter('2026-01-01', at), line: 'net_sales', planned_amount: amount },
    }));
  const statement = async () => {
    const given = {
      ...{ mart_monthly_profit, mart_sales_forecast, int_today: TODAY },
      mart_monthly_plan: plan('110'),
    };
    return Object.fromEntries(
      (await bench.rowsOf('mart_profit_and_loss', given)).map((row) => [
        `${row.period_type} ${day(row.period_date)} ${row.line}`,
        row,
      ]),
    );
  };

  it('adds to an open month the forecast of its days to come, with the interval of that part', async () => {
    const june = (await statement())['month 2026-06-01 net_sales']!;
    expect(Number(june.expected_amount)).toBe(30 + 60);
    expect(Number(june.expected_low_amount)).toBeCloseTo(90 - 60 * 0.1 * 1.2816, 4);
    expect(Number(june.expected_high_amount)).toBeCloseTo(90 + 60 * 0.1 * 1.2816, 4);
    expect(june.status).toBe('open');
  });

  it('lets other lines follow sales as they did', async () => {
    const rows = await statement();
    expect(Number(rows['month 2026-06-01 cogs']!.expected_amount)).toBe(12 + 24);
    expect(Number(rows['month 2026-12-01 cogs']!.expected_amount)).toBe(48);
  });

  it('compares with the plan, by month and for the year', async () => {
    const rows = await statement();
    const may = rows['month 2026-05-01 net_sales']!;
    expect([Number(may.variance_amount), Number(may.variance_rate)]).toEqual([-10, -0.09090909]);
    const year = rows['year 2026-01-01 net_sales']!;
    expect(Number(year.actual_amount)).toBe(530);
    expect(Number(year.expected_amount)).toBe(500 + 90 + 6 * 120);
    expect(Number(year.plan_amount)).toBe(1320);
    expect(Number(year.variance_amount)).toBe(-10);
    expect(Number(year.expected_low_amount)).toBeCloseTo(1310 - (60 + 720) * 0.1 * 1.2816, 2);
  });

  it('says what a figure lacks', async () => {
    const rows = await statement();
    expect(rows['month 2026-05-01 cogs']!.lacks).toBe('costs are missing of 2 orders with 8.00 EUR of net sales');
    expect(rows['month 2026-05-01 shipping_cost']!.lacks).toBe(
      'nothing is known of 3 orders with 30.00 EUR of net sales',
    );
    expect(rows['month 2026-05-01 marketing']!.lacks).toBe('no ad account is connected');
    expect(rows['month 2026-04-01 net_sales']!.lacks).toBeNull();
    expect(rows['month 2026-05-01 shipping_cost']!.expected_amount).toBeNull();
    expect(rows['year 2026-01-01 shipping_cost']!.expected_amount).toBeNull();
  });
});
