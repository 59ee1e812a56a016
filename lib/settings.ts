import { RegionInfo } from 'aws-cdk-lib/region-info';
import { z } from 'zod';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import { Severity } from '../lambdas/contracts/quality.ts';
import { scheduleFault } from './schedule.ts';

const REGIONS = RegionInfo.regions.map(({ name }) => name);

/** What differs from one deployment to the next. */
export const Settings = z.strictObject({
  /** `emulator` is the deployment test's: it leaves out what the emulator does not know. */
  stage: z.enum(['dev', 'prod', 'emulator']),
  /** Where it is deployed, whatever region the caller's profile has; Snowflake's account is best in the same one. */
  region: z.string().refine((name) => REGIONS.includes(name), {
    error: ({ input }) => `no region of AWS is called '${input}'; ${near(input)}`,
  }),
  /** Who hears of alerts, by severity; `page` should wake somebody. */
  alert_emails: z.strictObject({
    note: z.array(z.email()).default([]),
    warn: z.array(z.email()).default([]),
    error: z.array(z.email()).min(1),
    page: z.array(z.email()).min(1),
  }),
  /** Services that take alerts as SNS sends them over HTTPS, by severity. */
  alert_urls: z.partialRecord(Severity, z.array(z.url({ protocol: /^https$/ }))).default({}),
  /** Above it, in US dollars a month, somebody is told; what is spent is what carries this stage's tags. */
  monthly_budget_usd: z.number().positive().optional(),
  /** Where models are trained whose data is too much for a function; without it they are trained in one all the same. */
  training: z
    .strictObject({
      image: z
        .string()
        .regex(
          /^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.amazonaws\.com\/[a-z0-9._/-]+[:@][\w.:-]+$/,
          'expected <account>.dkr.ecr.<region>.amazonaws.com/<repository>:<tag>',
        ),
      instance: z
        .string()
        .regex(/^ml\.[a-z0-9]+\.[a-z0-9]+$/, 'expected for example ml.m7i.4xlarge')
        .default('ml.m7i.4xlarge'),
    })
    .optional(),
  snowflake: z.strictObject({
    account: z.string().regex(/^[A-Za-z0-9_]+-[A-Za-z0-9_]+$/, 'expected <organisation>-<account>'),
    user: z.string().min(1),
    warehouse: z.string().min(1),
    database: z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower case letters, digits and _'),
    /** Another address than the account's own: a private link, or an emulator. */
    access_url: z.url().optional(),
  }),
  /** EventBridge Scheduler expressions, UTC. */
  schedules: z.strictObject({ ingest: z.string(), pipeline: z.string() }),
  /** Networks that may see the dashboards; everybody else is refused at the edge. */
  dashboard_viewers: z.array(z.cidrv4()).min(1),
  /** A file of this machine that functions note their calls to AWS in; makes sense on an emulator only. */
  record_calls_to: z.string().optional(),
  log_retention_days: z.union([z.literal(7), z.literal(30), z.literal(90), z.literal(365)]),
  /** Landed files older than this move to cheaper storage; they are never deleted. */
  landing_archive_after_days: z.number().int().min(30),
  /** Personal values behind tokens, and bodies of quarantined records, are deleted after so long; the tokens stay. */
  vault_expire_after_days: z.number().int().min(30).default(730),
});
export type Settings = z.infer<typeof Settings>;

/** Regions that begin alike, or all. */
function near(input: unknown): string {
  const alike = REGIONS.filter((name) => name.split('-')[0] === String(input).split('-')[0]);
  return `expected one of ${(alike.length > 0 ? alike : REGIONS).join(', ')}`;
}

/** By this name operators' commands find the queue. */
export const failureQueueName = ({ stage }: Pick<Settings, 'stage'>) => `retailpulse-${stage}-failed-slices`;

/**
 * Settings of one stage out of the `stages` of cdk.json.
 * @throws ConfigError that lists every wrong key with its path, before anything is synthesised
 */
export function readSettings(stage: unknown, stages: unknown, thisYear = new Date().getUTCFullYear()): Settings {
  const known = Object.keys((stages ?? {}) as object);
  if (typeof stage !== 'string' || !known.includes(stage)) {
    throw new ConfigError(`stage is '${stage}', cdk.json knows ${known.join(', ') || 'none'}; pass -c stage=<name>`);
  }
  const parsed = Settings.safeParse({ stage, ...(stages as Record<string, object>)[stage] });
  const { schedules } = (stages as Record<string, { schedules?: Record<string, unknown> }>)[stage] ?? {};
  const wrong = (parsed.error?.issues ?? []).map(
    ({ path, message }) => `stages.${stage}.${path.join('.')}: ${message}`,
  );
  for (const [name, expression] of Object.entries(schedules ?? {})) {
    const fault = typeof expression === 'string' ? scheduleFault(expression, thisYear) : undefined;
    if (fault) wrong.push(`stages.${stage}.schedules.${name}: ${fault}`);
  }
  if (parsed.success && wrong.length === 0) return parsed.data;
  throw new ConfigError(`cdk.json: ${wrong.join('; ')}`);
}
