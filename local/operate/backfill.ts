import type { BackfillInput, BackfillPartition } from '../../lambdas/contracts/backfill.ts';
import type { ConnectionConfig } from '../../lambdas/contracts/config.ts';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import type { Window } from '../../lambdas/contracts/ingest.ts';
import { slicesOf } from '../../lambdas/extractors/engine/plan.ts';
import type { Source } from '../../lambdas/extractors/engine/source.ts';
import { cutSpan, type Span, toSpan, toWindow } from '../../lambdas/extractors/engine/windows.ts';

/** Well below the limit of one plan. */
const SLICES_OF_A_PIECE = 400;
const DAY_MS = 86_400_000;
/** Partitions read in parallel: ordinary runs share the vendor's limits. */
const PARTITIONS_AT_ONCE = 2;

/** Number of slices of a source in a span; snapshots are not read again. */
export const slicesOfSource = ({ streams }: Source, span: Span): number =>
  streams.reduce((sum, stream) => sum + (stream.sync === 'snapshot' ? 0 : slicesOf(stream, [span]).length), 0);

/** Splits the range into equal partitions, each a number of whole days and few enough slices for one plan. */
export function partitionsOf(source: Source, range: Span): Span[] {
  let longest = range.to - range.from;
  while (longest > DAY_MS && slicesOfSource(source, { from: range.from, to: range.from + longest }) > SLICES_OF_A_PIECE)
    longest = Math.max(DAY_MS, Math.ceil(longest / 2 / DAY_MS) * DAY_MS);
  return cutSpan(range, longest);
}

/** Parses a day. @throws ConfigError that names the option */
export function dayOf(option: string, text: string | undefined): number {
  const at = text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // `Date` would move an impossible day into the next month.
  if (!Number.isNaN(at) && new Date(at).toISOString().startsWith(text!)) return at;
  throw new ConfigError(`--${option} is '${text ?? ''}', expected a day such as 2026-01-31`);
}

/** @throws ConfigError when the range is empty, ends in the future or begins before the connection does */
export function checkRange(
  { from, to }: Span,
  connection: Pick<ConnectionConfig, 'source' | 'name' | 'start'>,
  now: number,
): void {
  const { from: first, to: last } = toWindow({ from, to }) satisfies Window;
  if (from >= to) throw new ConfigError(`--from ${first} is not before --to ${last}`);
  if (to > now) throw new ConfigError(`--to ${last} is in the future; ordinary runs read up to now`);
  if (from < Date.parse(connection.start))
    throw new ConfigError(
      `--from ${first} is before ${connection.source}:${connection.name} starts (${connection.start}); set its start in the configuration`,
    );
}

/** Input of a backfill of one connection. */
export function backfillInput(
  source: Source,
  connection: Pick<ConnectionConfig, 'name'>,
  range: Span,
  { runId, asOf }: { runId: string; asOf: string },
): BackfillInput {
  const partitions = partitionsOf(source, range).map(
    (span, at): BackfillPartition => ({
      run_id: `${runId}-${String(at + 1).padStart(4, '0')}-${source.name}-${connection.name}`,
      source: source.name,
      connection: connection.name,
      range: toWindow(span),
    }),
  );
  return { run_id: `${runId}-backfill`, as_of: asOf, partitions, limits: { partitions: PARTITIONS_AT_ONCE } };
}

/** The plan, before it is started. */
export function planText(source: Source, { partitions }: BackfillInput): string {
  const lines = partitions.map(
    ({ range }) =>
      `  ${range.from.slice(0, 10)} to ${range.to.slice(0, 10)}  ${slicesOfSource(source, toSpan(range))} slices`,
  );
  const all = partitions.reduce((sum, { range }) => sum + slicesOfSource(source, toSpan(range)), 0);
  return `${source.name}:${partitions[0]?.connection}: ${partitions.length} partitions, ${all} slices\n${lines.join('\n')}\n`;
}
