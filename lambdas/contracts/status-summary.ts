import type { StatusDocument } from './status.ts';

/** Maximum size of a summary in bytes: every page loads it, repeatedly. */
export const SUMMARY_BYTES = 2000;
const TEXT_LENGTH = 240;

/** The texts that fit, and how many there are in all. */
export interface Told {
  readonly texts: readonly string[];
  readonly total: number;
}

/** The run information that every page needs; Data health reads the whole status. */
export interface StatusSummary {
  readonly last_run: {
    readonly outcome: string;
    readonly published: boolean;
    /** Why it is not good: one sentence, or empty. */
    readonly why: string;
  } | null;
  readonly served: { readonly version: string; readonly published_at: string } | null;
  readonly degraded: Told;
  readonly unmodelled: Told;
  /** Records and fields that are left out. */
  readonly faults: number;
  /** Incidents still open. */
  readonly incidents: number;
  /** Tables blocked by a check of the last run, one entry each. */
  readonly blocked: readonly { readonly table: string; readonly check: string }[];
  /** False when more tables are blocked than fit. */
  readonly blocked_complete: boolean;
}

const cut = (text: string, length = TEXT_LENGTH) => (text.length <= length ? text : `${text.slice(0, length - 1)}…`);

/** The checks of the last run that block publication. */
export const blockingChecks = ({ checks }: Pick<StatusDocument, 'checks'>) =>
  checks.filter(({ outcome, severity }) => outcome !== 'pass' && (severity === 'error' || severity === 'page'));

function whyOf(status: StatusDocument): string {
  const blocking = blockingChecks(status);
  const [first] = blocking;
  if (status.last_run?.outcome === 'held_back' && first) {
    const figure = (value: number | null) => (value === null ? '–' : value.toLocaleString('en-GB'));
    const more = blocking.length > 1 ? `, and ${blocking.length - 1} more` : '';
    return `${first.check} on ${first.table}${first.column ? `.${first.column}` : ''} found ${figure(first.value)} ${first.unit}, allowed ${figure(first.threshold)}${more}.`;
  }
  const [failure] = status.failures;
  if (failure) return `${failure.state}: ${failure.error}.`;
  const [reason] = status.last_run?.reasons ?? [];
  const told = reason?.trimEnd() ?? '';
  return told === '' || told.endsWith('.') ? told : `${told}.`;
}

const sizeOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value)).length;

/** A status in at most `SUMMARY_BYTES`: lists drop their last entries and keep the full count. */
export function summaryOf(status: StatusDocument): StatusSummary {
  const { last_run: last, served } = status;
  const blocked = [
    ...new Map(
      blockingChecks(status).map(({ table, column, check }) => [
        table,
        { table, check: cut(`${check}${column ? ` on ${table.split('.').at(-1)}.${column}` : ''}`, 120) },
      ]),
    ).values(),
  ];
  for (let room = Math.max(4, blocked.length); ; room -= 1) {
    const told = (texts: readonly string[]): Told => ({
      texts: texts.slice(0, Math.min(room, 4)).map((text) => cut(text)),
      total: texts.length,
    });
    const summary: StatusSummary = {
      last_run: last ? { outcome: last.outcome, published: last.published, why: cut(whyOf(status)) } : null,
      served: served ? { version: served.version, published_at: served.published_at } : null,
      degraded: told(status.degraded),
      unmodelled: told(status.unmodelled),
      faults: status.faults.total,
      incidents: status.incidents.length,
      blocked: blocked.slice(0, room),
      blocked_complete: blocked.length <= room,
    };
    if (room === 0 || sizeOf(summary) <= SUMMARY_BYTES) return summary;
  }
}
