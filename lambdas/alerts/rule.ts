import { createHash } from 'node:crypto';
import type { AlertsInput, Current } from '../contracts/pipeline.ts';
import type { Alert, CheckResult } from '../contracts/quality.ts';
import type { RecordFault } from '../contracts/record-fault.ts';
import type { FailureRecord, RunRecord } from '../contracts/run-record.ts';
import type { PacingBody } from '../contracts/tile/pacing.ts';

/** Everything that is known about one alert. `rules/index.ts` lists them. */
export interface AlertRule {
  /** Words in lower case with hyphens between them; also the title of its entry in the runbook. */
  readonly name: string;
  readonly runbook: RunbookEntry;
  /** The problems of this run, known or new. The incident store sends those that are news, and tells when they end. */
  readonly find: (context: AlertContext) => readonly Found[];
}

/** The entry that an alert links to, printed into docs/runbook.md. */
interface RunbookEntry {
  /** The problem, and its effect on the data. */
  readonly means: Markdown;
  /** Where the cause shows. */
  readonly look: Markdown;
  readonly mend: Markdown;
  /** Remedies by a name that the alert states: of an error, of a check. */
  readonly cases?: Readonly<Record<string, Markdown>>;
}

/** Lines of one paragraph. */
export type Markdown = readonly string[];

/** A problem. One with the same cause has the same fingerprint in every run. */
export type Found = Omit<Alert, 'id' | 'run_id' | 'at' | 'runbook' | 'about'> & {
  readonly rule: string;
  readonly judged_by: Evidence;
};

/**
 * The document that shows a problem: results of the checks, open faults, the judgement of freshness, the published targets, the record
 * of a connection's run, failures of a machine. An incident is over when its evidence was read again and shows it no more.
 */
export type Evidence = 'checks' | 'faults' | 'freshness' | 'targets' | `connection:${string}` | `machine:${string}`;

/** The documents of one run, read once: a rule judges by these. */
export interface AlertContext {
  readonly input: AlertsInput;
  /** The documents that were read. Alerts are sent in this order. */
  readonly evidence: ReadonlySet<Evidence>;
  /** Undefined when the run ended before its checks. */
  readonly checks: readonly CheckResult[] | undefined;
  /** Undefined when nothing new was published. */
  readonly published: Pick<Current, 'held'> | undefined;
  /** Targets of the month as published; undefined when the version does not tell, or its data is late. */
  readonly pacing: Pacing | undefined;
  readonly ingests: readonly IngestRun[];
  /** Failed states of the pipeline itself. */
  readonly failures: readonly FailureRecord[];
  /** Quarantined records and nulled fields of all runs. */
  readonly faults: readonly RecordFault[];
  /** Owner of a schema-qualified table. */
  readonly ownerOf: (table: string) => string;
  readonly ownerOfSource: (source: string) => string;
  /** Schema-qualified names of a table's parents. */
  readonly parentsOf: (table: string) => readonly string[];
}

/** Planned figures of a month, none where nothing is planned; `currency` is that of the reports. */
export type Pacing = Pick<PacingBody, 'month' | 'days_left' | 'items'> & { readonly currency: string | null };

export interface IngestRun {
  readonly source: string;
  /** `shopify/main`. */
  readonly connection: string;
  /** Undefined when the run broke before it was written. */
  readonly record: RunRecord | undefined;
  /** Failed states; a failed slice is in the record. */
  readonly failures: readonly FailureRecord[];
}

/** `shopify/main` */
export const connectionOf = ({ source, connection }: Pick<RunRecord, 'source' | 'connection'>): string =>
  `${source ?? 'unknown'}/${connection ?? 'unknown'}`;

/** @param subject the cause within the rule: no run, time or value, which would make a new incident of an old one */
export function found(rule: string, subject: string, parts: Omit<Found, 'rule' | 'fingerprint'>): Found {
  const fingerprint = createHash('sha256').update(`${rule}/${subject}`).digest('hex').slice(0, 16);
  return { rule, fingerprint, ...parts };
}

/** Most names a message lists. */
export const LISTED = 20;

export const listed = (names: readonly string[]): string =>
  names.slice(0, LISTED).join(', ') + (names.length > LISTED ? ` and ${names.length - LISTED} more` : '');
