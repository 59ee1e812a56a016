import { z } from 'zod';
import { ConfigError } from '../lambdas/contracts/errors.ts';

/** What differs from one deployment to the next. */
export const Settings = z.strictObject({
  /** `emulator` is the deployment test's: it leaves out what the emulator does not know. */
  stage: z.enum(['dev', 'prod', 'emulator']),
  /** Who hears of alerts, by severity; `page` should wake somebody. */
  alert_emails: z.strictObject({
    note: z.array(z.email()).default([]),
    warn: z.array(z.email()).default([]),
    error: z.array(z.email()).min(1),
    page: z.array(z.email()).min(1),
  }),
  snowflake: z.strictObject({
    account: z.string().regex(/^[A-Za-z0-9_]+-[A-Za-z0-9_]+$/, 'expected <organisation>-<account>'),
    user: z.string().min(1),
    warehouse: z.string().min(1),
    database: z.string().regex(/^[a-z][a-z0-9_]*$/, 'expected lower case letters, digits and _'),
    /** Another address than the account's own: a private link, or an emulator. */
    access_url: z.url().optional(),
  }),
  /** EventBridge Scheduler expressions, UTC. */
  schedules: z.strictObject({
    ingest: z.string().regex(/^(rate|cron)\(.+\)$/, 'expected rate(…) or cron(…)'),
    pipeline: z.string().regex(/^(rate|cron)\(.+\)$/, 'expected rate(…) or cron(…)'),
  }),
  /** Networks that may see the dashboards; everybody else is refused at the edge. */
  dashboard_viewers: z.array(z.cidrv4()).min(1),
  /** A file of this machine that functions note their calls to AWS in; makes sense on an emulator only. */
  record_calls_to: z.string().optional(),
  log_retention_days: z.union([z.literal(7), z.literal(30), z.literal(90), z.literal(365)]),
  /** Landed files older than this move to cheaper storage; they are never deleted. */
  landing_archive_after_days: z.number().int().min(30),
});
export type Settings = z.infer<typeof Settings>;

/** By this name operators' commands find the queue. */
export const failureQueueName = ({ stage }: Pick<Settings, 'stage'>) => `retailpulse-${stage}-failed-slices`;

/**
 * Settings of one stage out of the `stages` of cdk.json.
 * @throws ConfigError that lists every wrong key with its path, before anything is synthesised
 */
export function readSettings(stage: unknown, stages: unknown): Settings {
  const known = Object.keys((stages ?? {}) as object);
  if (typeof stage !== 'string' || !known.includes(stage)) {
    throw new ConfigError(`stage is '${stage}', cdk.json knows ${known.join(', ') || 'none'}; pass -c stage=<name>`);
  }
  const parsed = Settings.safeParse({ stage, ...(stages as Record<string, object>)[stage] });
  if (parsed.success) return parsed.data;
  const wrong = parsed.error.issues.map((issue) => `stages.${stage}.${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`cdk.json: ${wrong.join('; ')}`);
}
