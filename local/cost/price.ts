import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Month } from './month.ts';

const Price = z.strictObject({
  usd: z.number().nonnegative().optional(),
  /** Snowflake's billing unit. */
  credits: z.number().nonnegative().optional(),
  about: z.string().optional(),
  source: z.url({ protocol: /^https$/ }),
});

const PriceList = z.strictObject({
  as_of: z.iso.date(),
  region: z.string(),
  currency: z.literal('USD'),
  about: z.string(),
  prices: z.record(z.string(), Price),
});
export type PriceList = z.infer<typeof PriceList>;

/** Unit prices, with the day they were read and their source. */
export const readPrices = (): PriceList =>
  PriceList.parse(JSON.parse(readFileSync(join(import.meta.dirname, 'prices.json'), 'utf8')));

/** One line of a bill. */
export interface Charge {
  readonly what: string;
  readonly amount: number;
  readonly unit: string;
  readonly usd: number;
}

/** Quantity times unit price in US dollars; credits at their price. @throws Error for a price the list does not have */
export function unitPrice({ prices }: PriceList, name: string): number {
  const price = prices[name];
  if (!price) throw new Error(`local/cost/prices.json has no price '${name}'`);
  return price.usd ?? (price.credits ?? 0) * (prices.snowflake_credit?.usd ?? 0);
}

/** Stored for a year on average before it is archived: a month's data costs twelve months of storage. */
const MONTHS_KEPT = 12;
const ALARMS = 10;
const KEYS = 3;

export function chargesOf(month: Month, list: PriceList): Charge[] {
  const charge = (what: string, amount: number, unit: string, price: string): Charge => ({
    what,
    amount,
    unit,
    usd: amount * unitPrice(list, price),
  });
  return [
    charge('Lambda, compute', month.lambdaGbSeconds, 'GB-s', 'lambda_gb_second'),
    charge('Lambda, calls', month.lambdaCalls, 'calls', 'lambda_request'),
    charge('Step Functions', month.transitions, 'transitions', 'step_functions_transition'),
    charge('Scheduler', month.schedulerInvocations, 'starts', 'scheduler_invocation'),
    charge('S3, stored after a year', month.landedGb * MONTHS_KEPT, 'GB', 's3_gb_month'),
    charge('S3, written and listed', month.puts, 'requests', 's3_put'),
    charge('S3, read', month.gets, 'requests', 's3_get'),
    charge('Secrets', month.secrets, 'secrets', 'secret_month'),
    charge('Secrets, read', month.secretCalls, 'calls', 'secret_call'),
    charge('KMS', KEYS, 'keys', 'kms_key_month'),
    charge('Logs', month.logsGb, 'GB', 'logs_gb'),
    charge('Alarms', ALARMS, 'alarms', 'alarm_month'),
    charge('Snowpipe', month.rawGb, `GB in ${Math.round(month.landedFiles).toLocaleString('en')} files`, 'snowpipe_gb'),
    charge('Snowflake, warehouse', month.warehouseSeconds / 3600, 'hours', 'warehouse_hour'),
    charge('Snowflake, stored after a year', (month.landedGb * MONTHS_KEPT) / 1000, 'TB', 'snowflake_tb_month'),
  ];
}

/** A table of charges and their sum. */
export function chargesText(charges: readonly Charge[], list: PriceList): string {
  const amount = (value: number) => value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 3 : 0 });
  const lines = charges.map(
    ({ what, amount: one, unit, usd }) =>
      `  ${what.padEnd(32)} ${amount(one).padStart(14)} ${unit.padEnd(26)} ${usd.toFixed(2).padStart(9)}`,
  );
  const total = charges.reduce((all, { usd }) => all + usd, 0);
  const head = `  ${'what'.padEnd(32)} ${'amount'.padStart(14)} ${'unit'.padEnd(26)} ${'USD'.padStart(9)}`;
  const foot = `  ${'together'.padEnd(74)} ${total.toFixed(2).padStart(9)}`;
  return `${[head, ...lines, foot].join('\n')}\nList prices of ${list.region}, read ${list.as_of}: local/cost/prices.json.\n`;
}
