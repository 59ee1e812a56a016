import type { Current } from '../../lambdas/contracts/pipeline.ts';
import type { StatusDocument } from '../../lambdas/contracts/status.ts';
import { moment } from './format.ts';

/** What stands between a page and being all right; nothing means that somebody looked and found it so. */
export interface Standing {
  /** Class of the dot: green only when nothing is said. */
  readonly mark: '' | 'late' | 'failed' | 'open';
  readonly notes: readonly { readonly title: string; readonly text: string }[];
}

export interface Looked {
  readonly current: Current;
  /** Undefined where nobody serves it, and when the server is gone. */
  readonly status: StatusDocument | undefined;
  /** The browser's clock, milliseconds since 1970. */
  readonly now: number;
  /** Whether the server answered the last time it was asked. */
  readonly isReached: boolean;
}

/** Judged by the browser's clock: a page that nobody serves any more must not stay green. */
export function standingOf({ current, status, now, isReached }: Looked): Standing {
  const notes: { title: string; text: string }[] = [];
  const until = current.fresh_until;
  if (until && Date.parse(until) < now)
    notes.push({
      title: 'Older than promised. ',
      text: `These are the numbers of ${moment(current.as_of)}; they were promised until ${moment(until)} and no run has renewed them.`,
    });
  const degraded = status?.degraded ?? current.degraded;
  if (degraded.length > 0)
    notes.push({
      title: 'Some records are missing. ',
      text: `${sentences(degraded)} Tiles that depend on it say so; the next run reads what is missing.`,
    });
  if (status && status.unmodelled.length > 0)
    notes.push({ title: 'Read, and in no mart. ', text: `${sentences(status.unmodelled)} No number here holds them.` });
  const faults = status?.faults.total ?? 0;
  if (faults > 0)
    notes.push({
      title: faults === 1 ? 'One record or field is out. ' : `${faults} records or fields are out. `,
      text: 'They stay out until they are read well; Data health names them.',
    });
  const ended = status?.last_run && !status.last_run.published && status.last_run.outcome !== 'ok';
  const mark = !isReached ? 'open' : ended ? 'failed' : notes.length > 0 ? 'late' : '';
  return { mark, notes };
}

const sentences = (texts: readonly string[]) => texts.map((text) => text.replace(/[.\s]*$/, '.')).join(' ');
