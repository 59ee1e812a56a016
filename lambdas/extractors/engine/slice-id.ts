import { createHash } from 'node:crypto';
import type { Slice } from '../../contracts/ingest.ts';
import type { Span } from './windows.ts';

/** Identifies one slice of one run; the same run plans the same ids again. */
export function sliceId(runId: string, stream: string, span: Span): string {
  const hash = createHash('sha256').update(`${runId}/${stream}/${span.from}/${span.to}`).digest('hex').slice(0, 12);
  return `${stream}-${hash}`;
}

/** Name of a slice in messages. */
export const nameOf = (slice: Slice): string => `${slice.source}.${slice.stream} of connection ${slice.connection}`;
