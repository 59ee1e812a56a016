import { amount, literal } from './context.ts';
import { dayNumber, isoDay } from './days.ts';
import type { Facts } from './facts.ts';

/** After this many days hardly any refund arrives. */
const SETTLED_DAYS = 60;
const WINDOWS = { least: 8, most: 40 };

interface Refund {
  readonly day: number;
  readonly lag: number;
  readonly amount: number;
}

const cache = new WeakMap<Facts, Promise<Refund[]>>();

async function readRefunds(facts: Facts): Promise<Refund[]> {
  if (!facts.rows.has('fct_sales') || facts.currency === null) return [];
  const from = isoDay(facts.lastDay - SETTLED_DAYS - 7 * WINDOWS.most - 91);
  const rows = await facts.query(`select
    orders.order_date as day,
    datediff('day', orders.order_date, sales.event_date) as lag_days,
    sum(-sales.amount) as refunded
from marts.fct_sales as sales
join marts.fct_orders as orders on orders.order_key = sales.order_key
where sales.event_type = 'refund'
    and sales.component = 'goods'
    and orders.is_valid
    and orders.currency = ${literal(facts.currency)}
    and orders.order_date >= date ${literal(from)}
group by orders.order_date, datediff('day', orders.order_date, sales.event_date)
order by day, lag_days`);
  return rows.map((row) => ({
    day: dayNumber(String(row.day)),
    lag: amount(row.lag_days),
    amount: amount(row.refunded),
  }));
}

/**
 * Where a refund rate will land once all refunds are in, from how much earlier periods of the same length still grew.
 *
 * @param value rate as seen now
 * @param days  length of its period
 * @returns the middle 80 of 100 earlier outcomes; null when there are too few to tell, or nothing is still due
 */
export async function refundsStillDue(
  facts: Facts,
  value: number,
  days: number,
): Promise<{ low: number; high: number } | null> {
  if (!cache.has(facts)) cache.set(facts, readRefunds(facts));
  const refunds = await cache.get(facts)!;
  if (days > 91 || facts.firstDay === undefined) return null;
  const growth: number[] = [];
  for (let back = SETTLED_DAYS; growth.length < WINDOWS.most; back += 7) {
    const [from, to] = [facts.lastDay - back - days + 1, facts.lastDay - back];
    if (from < facts.firstDay) break;
    const window = refunds.filter(({ day }) => day >= from && day <= to);
    const settled = window.reduce((total, one) => total + one.amount, 0);
    const seen = window.filter(({ day, lag }) => day + lag <= to).reduce((total, one) => total + one.amount, 0);
    if (seen > 0) growth.push(settled / seen);
  }
  if (growth.length < WINDOWS.least) return null;
  const sorted = growth.sort((a, b) => a - b);
  const quantile = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  const [low, high] = [value * quantile(0.1), value * quantile(0.9)];
  return high - value < 0.0005 ? null : { low, high };
}
