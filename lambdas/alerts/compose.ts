import { createHash } from 'node:crypto';
import { placeOf } from '../contracts/fault-groups.ts';
import type { FreshnessResult } from '../contracts/pipeline.ts';
import { type Alert, BLOCKING, type CheckResult, type Severity } from '../contracts/quality.ts';
import type { RecordFault } from '../contracts/record-fault.ts';
import type { FailureRecord, RunRecord, SliceRecord } from '../contracts/run-record.ts';
import type { CheckGroup } from './root-cause.ts';

/** Kinds of alerts; each is the title of its runbook entry. */
export const ALERT_RULES = [
  'check-failed',
  'connection-not-read',
  'connection-late',
  'records-left-out',
  'run-failed',
] as const;

/** The problems found by this run; the incident store decides which of them are news. */
export type Found = Omit<Alert, 'id' | 'run_id' | 'at' | 'runbook' | 'about'> & {
  readonly rule: (typeof ALERT_RULES)[number];
  readonly judged_by: string;
};

/** Owners that looked this time, whose silence closes incidents. */
export const JUDGED = {
  checks: 'checks',
  faults: 'faults',
  freshness: 'freshness',
  machine: (name: string) => `machine:${name}`,
  connection: (source: string, name: string) => `connection:${source}/${name}`,
};

/** Most keys a message lists. */
const KEYS = 20;

/** One incident per cause: the fingerprint leaves out runs, times and values. */
function found(rule: Found['rule'], subject: string, parts: Omit<Found, 'rule' | 'fingerprint'>): Found {
  const fingerprint = createHash('sha256').update(`${rule}/${subject}`).digest('hex').slice(0, 16);
  return { rule, fingerprint, ...parts };
}

const number = (value: number | null) => (value === null ? 'not measured' : String(value));
const whereOf = ({ table, column }: CheckResult) => (column === null ? table : `${table}.${column}`);

/** Outcome of publication: nothing new was published, or everything except the held marts, each with its reason. */
export type Published = { readonly held: Readonly<Record<string, string>> } | undefined;

/** A failed check, and the checks downstream that fail because of it. */
export function checkFailed({ check, below }: CheckGroup, owner: string, published: Published): Found {
  const where = whereOf(check);
  const further = below.length === 0 ? '' : ` ${below.length} checks on tables built from it fail with it.`;
  return found('check-failed', `${check.check}/${where}`, {
    judged_by: JUDGED.checks,
    severity: check.severity,
    title: `${check.check} failed on ${where}: ${number(check.value)} ${check.unit}, allowed ${number(check.threshold)}`,
    body: `${check.message} ${consequence(check, published)}${further}`,
    owner,
    untrusted: [...new Set([check.table, ...below.map(({ table }) => table)])],
    details: {
      check: check.check,
      table: check.table,
      column: check.column,
      value: check.value,
      threshold: check.threshold,
      unit: check.unit,
      sample_keys: check.sample_keys,
      below: below.map((one) => `${one.check} on ${whereOf(one)}`),
    },
  });
}

function consequence(check: CheckResult, published: Published): string {
  const blocks = BLOCKING.has(check.severity);
  if (!published)
    return blocks
      ? 'Publication was held back; the last good version stays served.'
      : 'It did not hold publication back by itself; nothing new was published, see the other alerts of this run.';
  if (!blocks) return 'The version was published with this warning.';
  const held = Object.keys(published.held).sort();
  if (held.length === 0) return 'No mart depends on it; everything was published.';
  const names = held.slice(0, KEYS).join(', ') + (held.length > KEYS ? ` and ${held.length - KEYS} more` : '');
  return `Marts that depend on it keep their last version; of the run ${names} ${held.length === 1 ? 'is' : 'are'} held back, everything else was published.`;
}

const errorOf = ({ error }: SliceRecord) => (error ?? 'unfinished').split(':')[0]!;

/** Failed slices of one connection, grouped by reason, however many they are. */
export function connectionNotRead(run: RunRecord, owner: string): Found[] {
  const [source, connection] = [run.source ?? 'unknown', run.connection ?? 'unknown'];
  const failed = run.slices.filter((slice) => slice.outcome !== 'ok');
  return Object.entries(Object.groupBy(failed, errorOf)).map(([error, slices = []]) => {
    const streams = [...new Set(slices.map(({ stream }) => stream))].sort();
    const whole = slices.length === run.slices.length;
    return found('connection-not-read', `${source}/${connection}/${error}`, {
      judged_by: JUDGED.connection(source, connection),
      severity: error === 'SourceAuthError' || whole ? 'error' : 'warn',
      title: `${source}:${connection} was not read${whole ? '' : ' completely'}: ${error} (${slices.length} of ${run.slices.length} slices)`,
      body: `${slices[0]?.error ?? 'The slices did not finish.'} Streams: ${streams.join(', ')}. The next run reads them again.`,
      owner,
      untrusted: streams.map((stream) => `${source}.${stream}`),
      details: {
        streams,
        slices: slices.slice(0, KEYS).map(({ slice_id, window }) => ({ slice_id, window })),
      },
    });
  });
}

/** A connection that is read less often than promised, or that holds no record. */
export function connectionLate(late: FreshnessResult['degraded'][number], owner: string): Found {
  const { source, connection, reason } = late;
  return found('connection-late', `${source}/${connection}`, {
    judged_by: JUDGED.freshness,
    severity: 'warn',
    title: `${source}:${connection} is not as fresh as promised`,
    body: `${reason}.`,
    owner,
    untrusted: [source],
    details: {},
  });
}

/** Records of one stream that are quarantined, or empty in one field, for one reason. */
export function recordsLeftOut(faults: readonly RecordFault[], owner: string): Found {
  const [{ source, connection, stream, effect, field, reason }] = faults as [RecordFault];
  const effects = effect.replace('_', ' ');
  const of = field === null ? '' : ` in ${field}`;
  const keys = faults.flatMap((one) => placeOf(one) ?? []);
  return found('records-left-out', `${source}/${connection}/${stream}/${effect}/${field}/${reason}`, {
    judged_by: JUDGED.faults,
    severity: 'warn',
    title: `${source}.${stream} of connection ${connection}: ${faults.length} ${effects}${of}`,
    body: `${reason}. ${keys.slice(0, KEYS).join(', ')}${keys.length > KEYS ? ` and ${keys.length - KEYS} more` : ''}. It stays open until a good reading.`,
    owner,
    untrusted: [`${source}.${stream}`],
    details: {
      keys: keys.slice(0, KEYS),
      amounts: amountsOf(faults),
      since: faults.map(({ since }) => since).sort()[0],
    },
  });
}

const amountsOf = (faults: readonly RecordFault[]): string[] =>
  faults
    .flatMap(({ amount, currency }) => (amount === null ? [] : [`${amount} ${currency ?? ''}`.trim()]))
    .slice(0, KEYS);

/** Machines whose failure does not stop publication. */
const AFTERWARDS: Readonly<Record<string, string>> = {
  ingest: 'The data it landed is kept; the published version lacks it until the next run loads it.',
};

/** A failed state of a machine. */
export function runFailed(failure: FailureRecord, of: string): Found {
  const severity: Severity =
    failure.error === 'InvariantError' || failure.error === 'ErasureIncompleteError' ? 'page' : 'error';
  return found('run-failed', `${failure.machine}/${failure.state}/${of}/${failure.error}`, {
    judged_by: JUDGED.machine(of),
    severity,
    title: `${failure.machine} failed${of === failure.machine ? '' : ` for ${of}`}: ${failure.error}`,
    body: `${failure.message} ${AFTERWARDS[failure.machine] ?? 'Nothing was published by this run; the last good version stays served.'}`,
    owner: 'platform',
    untrusted: [],
    details: { state: failure.state },
  });
}
