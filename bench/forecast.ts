// Forecasts a minute, and their error beside Prophet in Python and the seasonal naive. Run: npm run bench, or this file alone.
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { HORIZON, originsOf } from '../lambdas/ml/demand-forecast/backtest.ts';
import { after, before, type Demand } from '../lambdas/ml/demand-forecast/history.ts';
import { naiveWeek } from '../lambdas/ml/demand-forecast/naive-week.ts';
import { forecast } from '../lambdas/ml/demand-forecast/pooled-prophet.ts';
import { withProphet } from '../lambdas/ml/demand-forecast/prophet-pool.ts';
import { retailEvents } from '../lambdas/ml/demand-forecast/retail-calendar.ts';
import type { Order } from '../local/world/records/order.ts';
import { createSyntheticWorld } from '../local/world/synthetic.ts';

const SEEDS = [42, 7];
const BEST_SELLERS = 20;
const DAY_MS = 86_400_000;

const run_ = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));
const python = join(root, '.venv/bin/python');

async function installPeer(): Promise<void> {
  if (existsSync(python) && (await run_(python, ['-c', 'import prophet']).catch(() => undefined))) return;
  if (!existsSync(python)) await run_('python3', ['-m', 'venv', join(root, '.venv')]);
  const requirements = join(root, 'bench/forecast-requirements.txt');
  await run_(python, ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', requirements]);
}

/** Units a day of every variant, best seller of the last year first; the shop's days as UTC ones, the last day left out. */
function seriesOf(seed: number): Demand[] {
  const { shop, asOf } = createSyntheticWorld({ size: 'small', seed });
  const end = Math.floor(asOf / DAY_MS) - 1;
  const sold = new Map<string, Map<number, number>>();
  for (const order of ordersOf(shop.orders, asOf)) {
    if (order.test || order.cancelledAt !== undefined || order.financialStatus === 'VOIDED') continue;
    const day = Math.floor(order.processedAt / DAY_MS);
    for (const { sku, quantity } of order.lines) {
      if (sku === undefined || day >= end) continue;
      const days = sold.get(sku) ?? new Map<number, number>();
      days.set(day, (days.get(day) ?? 0) + quantity);
      sold.set(sku, days);
    }
  }
  const series = Array.from(sold, ([sku, days]): Demand => {
    const first = Math.min(...days.keys());
    return {
      productKey: sku,
      sku,
      first,
      units: Float64Array.from({ length: end - first }, (_, at) => days.get(first + at) ?? 0),
    };
  });
  const lastYear = ({ units }: Demand) => units.slice(-365).reduce((sum, one) => sum + one, 0);
  return series.sort((a, b) => lastYear(b) - lastYear(a) || (a.sku < b.sku ? -1 : 1));
}

function* ordersOf(orders: ReturnType<typeof createSyntheticWorld>['shop']['orders'], asOf: number): Generator<Order> {
  let last: Order | undefined;
  do {
    const page = orders.page({ asOf, limit: 5000, ...(last ? { after: { at: last.updatedAt, id: last.id } } : {}) });
    yield* page;
    last = page.at(-1);
  } while (last);
}

/** All variants of a shop, from start to end of the pool. */
async function speed(series: readonly Demand[]) {
  const end = Math.max(...series.map(({ first, units }) => first + units.length));
  const started = performance.now();
  await withProphet((fitAll) => forecast(series, end, end, HORIZON, fitAll));
  const seconds = (performance.now() - started) / 1000;
  return { series: series.length, seconds, series_a_minute: Math.round((series.length * 60) / seconds) };
}

/** Six origins of the best sellers: what is asked, and each contender's answers in the same order. */
async function errors(series: readonly Demand[], folder: string) {
  const best = series.slice(0, BEST_SELLERS);
  const end = Math.max(...best.map(({ first, units }) => first + units.length));
  const cases = originsOf({ series: best, end }).flatMap((origin) =>
    before(best, origin)
      .filter(({ units }) => units.length >= 60)
      .map((known) => ({ origin, known, actual: after(best.find(({ sku }) => sku === known.sku)!, origin, HORIZON) })),
  );
  const ours = await withProphet(async (fitAll) => {
    const answers: Float64Array[] = [];
    for (const [origin, some] of Map.groupBy(cases, (one) => one.origin))
      for (const { units } of await forecast(
        some.map(({ known }) => known),
        origin,
        origin,
        HORIZON,
        fitAll,
      ))
        answers.push(units);
    return answers;
  });
  const job = join(folder, 'job.json');
  const start = Math.min(...best.map(({ first }) => first));
  writeFileSync(
    job,
    JSON.stringify({
      horizon: HORIZON,
      events: retailEvents(start, end),
      series: cases.map(({ known }) => ({ first: known.first, units: Array.from(known.units) })),
    }),
  );
  const { stdout } = await run_(python, [join(root, 'bench/forecast_prophet.py'), job], { maxBuffer: 2 ** 26 });
  const peer = JSON.parse(stdout) as { seconds: number; forecasts: number[][] };
  const measure = (answers: readonly ArrayLike<number>[]) => {
    let [error, squares, miss, units, days] = [0, 0, 0, 0, 0];
    cases.forEach(({ actual }, at) => {
      actual.forEach((real, day) => {
        const off = answers[at]![day]! - real;
        error += Math.abs(off);
        squares += off * off;
        miss += off;
        units += real;
        days++;
      });
    });
    return { wape: round(error / units), rmse: round(Math.sqrt(squares / days)), bias: round(miss / units) };
  };
  return {
    ours: measure(ours),
    prophet_in_python: measure(peer.forecasts),
    seasonal_naive: measure(cases.map(({ known, origin }) => naiveWeek(known, origin, HORIZON).units)),
    prophet_in_python_series_a_minute: Math.round((cases.length * 60) / peer.seconds),
  };
}

const round = (value: number) => Number(value.toFixed(4));

/** @returns speed over every variant of the small world, and errors over six origins of its best sellers, by seed */
export async function run() {
  await installPeer();
  const folder = mkdtempSync(join(tmpdir(), 'forecast-'));
  try {
    const shops = new Map(SEEDS.map((seed) => [seed, seriesOf(seed)]));
    const figures = { name: 'forecast', ...(await speed(shops.get(SEEDS[0]!)!)) };
    const bySeed: Record<string, Awaited<ReturnType<typeof errors>>> = {};
    for (const [seed, series] of shops) bySeed[seed] = await errors(series, folder);
    return { ...figures, errors: bySeed };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

if (import.meta.main ?? process.argv[1] === fileURLToPath(import.meta.url))
  console.log(JSON.stringify(await run(), null, 2));
