import type { RecordFault } from '../../contracts/record-fault.ts';
import { days, type Stream } from './source.ts';
import { mergeSpans, type Span, toSpan } from './windows.ts';

/** Most spans of one stream that one run reads again; the newest ones. */
const MOST = 20;
const LONGEST_WAIT_MS = days(30);

/**
 * Spans that hold quarantined records, to be read once more: a vendor who corrects a record need not change its date.
 * The first retry is in the next run; then a fault met again waits as long as it has been open, so that faults nobody
 * corrects cost little.
 */
export function spansToAskAgain(stream: Stream, open: readonly RecordFault[], now: number): Span[] {
  if (stream.sync === 'snapshot') return [];
  const due = open.filter((fault) => fault.effect === 'quarantined' && fault.file === null && isDue(fault, now));
  return mergeSpans(due.flatMap(({ window }) => (window ? [toSpan(window)] : []))).slice(-MOST);
}

function isDue({ since, met_at = since }: RecordFault, now: number): boolean {
  const met = Date.parse(met_at);
  return now >= met + Math.min(met - Date.parse(since), LONGEST_WAIT_MS);
}
