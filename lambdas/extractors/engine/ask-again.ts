import type { RecordFault } from '../../contracts/record-fault.ts';
import { days, type Stream } from './source.ts';
import { mergeSpans, type Span, toSpan } from './windows.ts';

/** Spans of one stream that one run asks for again at most; the newest ones. */
const MOST = 20;
const LONGEST_WAIT_MS = days(30);

/**
 * Where records lie that are out, to be read once more: a vendor who mends a record need not say that it changed. The first time it is
 * the next run, and from then on a fault that was met again waits as long as it has stood, so that what nobody mends costs little.
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
