import { RegionInfo } from 'aws-cdk-lib/region-info';
import { z } from 'zod';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import { Severity } from '../lambdas/contracts/quality.ts';
import { scheduleFault } from './schedule.ts';

const REGIONS = RegionInfo.regions.map(({ name }) => name);

/** Settings of a deployment stage. */
export const Settings = z.strictObject({
  /** `emulator` is for the deployment test: it leaves out services the emulator lacks. */
  stage: z.enum(['dev', 'prod', 'emulator']),
  /** Target region, whatever region the caller's profile has; Snowflake's account should be in the same one. */
  region: z.string().refine((name) => REGIONS.includes(name), {
    error: ({ input }) => `no region of AWS is called '${input}'; ${near(input)}`,
  }),
  /** Recipients of alerts, by severity; `page` should wake somebody. */
  alert_emails: z.strictObject({
    note: z.array(z.email()).default([]),
    warn: z.array(z.email()).default([]),
    error: z.array(z.email()).min(1),
    page: z.array(z.email()).min(1),
  }),
  /** HTTPS endpoints subscribed to the SNS topics, by severity. */
  alert_urls: z.partialRecord(Severity, z.array(z.url({ protocol: /^https$/ }))).default({}),
  /** Monthly budget in US dollars, above which a message is sent; costs are those with this stage's tags. */
  monthly_budget_usd: z.number().positive().optional(),
  /**
   * Training jobs for models with too much data for a function; without them such models are still trained in the
   * function.
   */
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
    /** Overrides the account's own address: a private link, or an emulator. */
    access_url: z.url().optional(),
  }),
  /** EventBridge Scheduler expressions, UTC. */
  schedules: z.strictObject({ ingest: z.string(), pipeline: z.string() }),
  /** Networks that may see the dashboards; all others are rejected at the edge. */
  dashboard_viewers: z.array(z.cidrv4()).min(1),
  /** Local file in which functions log their calls to AWS; useful only with an emulator. */
  record_calls_to: z.string().optional(),
  log_retention_days: z.union([z.literal(7), z.literal(30), z.literal(90), z.literal(365)]),
  /** Age in days at which landed files move to cheaper storage; they are never deleted. */
  landing_archive_after_days: z.number().int().min(30),
  /**
   * Age in days at which personal values behind tokens, and bodies of quarantined records, are deleted; the tokens
   * stay.
   */
  vault_expire_after_days: z.number().int().min(30).default(730),
});
export type Settings = z.infer<typeof Settings>;

/** Region prefixes, or all. */
function near(input: unknown): string {
  const alike = REGIONS.filter((name) => name.split('-')[0] === String(input).split('-')[0]);
  return `expected one of ${(alike.length > 0 ? alike : REGIONS).join(', ')}`;
}

/** Fixed name by which operators' commands find the queue. */
export const failureQueueName = ({ stage }: Pick<Settings, 'stage'>) => `retailpulse-${stage}-failed-slices`;

/**
 * Settings of one stage, from `stages` in cdk.json.
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
