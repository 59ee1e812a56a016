import { LABEL_DAYS } from './snapshots.ts';

const SCALE = 10_000n;
const CHANCES = 1_000_000;
const YEAR = 365;

/** `12.3456` → 123456n, in ten-thousandths; further digits are cut. */
function tenThousandths(text: string): bigint {
  const [, sign, whole = '0', part = ''] = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text) ?? [];
  const units = BigInt(whole || '0') * SCALE + BigInt(part.slice(0, 4).padEnd(4, '0'));
  return sign === '-' ? -units : units;
}

/**
 * Money that is lost if the customer leaves: mean net value of an order × orders expected in the next 90 days at the pace of
 * the last year × probability of churn. Who has not ordered for a year has no pace, so nothing more is lost.
 *
 * @param meanOrder   exact decimal text, in the customer's main currency; below zero counts as zero
 * @param ordersAYear orders of the last 365 days
 * @param tenureDays  since the first order: the pace of a new customer is measured over 90 days at least
 * @param probability in [0, 1], taken to six digits
 * @returns exact decimal text with four digits
 */
export function expectedValue(meanOrder: string, ordersAYear: number, tenureDays: number, probability: number): string {
  const amount = tenThousandths(meanOrder);
  if (amount <= 0n) return '0.0000';
  const seen = Math.min(YEAR, Math.max(LABEL_DAYS, Math.round(tenureDays)));
  const share = BigInt(Math.round(probability * CHANCES));
  const over = amount * BigInt(Math.round(ordersAYear) * LABEL_DAYS) * share;
  const under = BigInt(seen) * BigInt(CHANCES);
  const value = (2n * over + under) / (2n * under); // half away from zero; all terms are positive
  return `${value / SCALE}.${String(value % SCALE).padStart(4, '0')}`;
}
