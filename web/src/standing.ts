import type { Current } from '../../lambdas/contracts/pipeline.ts';
import type { StatusSummary, Told } from '../../lambdas/contracts/status-summary.ts';
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
  readonly summary: StatusSummary | undefined;
  /** The browser's clock, milliseconds since 1970. */
  readonly now: number;
  /** Whether the server answered the last time it was asked. */
  readonly isReached: boolean;
}

/** By the browser's clock: a page that nobody serves any more must not stay green. */
export const isOverdue = ({ fresh_until: until }: Pick<Current, 'fresh_until'>, now: number): boolean =>
  until != null && Date.parse(until) < now;

export function standingOf({ current, summary, now, isReached }: Looked): Standing {
  const notes: { title: string; text: string }[] = [];
  if (isOverdue(current, now))
    notes.push({
      title: 'Older than promised. ',
      text: `These are the numbers of ${moment(current.as_of)}; they were promised until ${moment(current.fresh_until!)} and no run has renewed them.`,
    });
  const degraded = summary?.degraded ?? { texts: current.degraded, total: current.degraded.length };
  if (degraded.total > 0)
    notes.push({
      title: 'Some records are missing. ',
      text: `${sentences(degraded)} Tiles that depend on it say so; the next run reads what is missing.`,
    });
  if (summary && summary.unmodelled.total > 0)
    notes.push({
      title: 'Read, and in no mart. ',
      text: `${sentences(summary.unmodelled)} No number here holds them.`,
    });
  const faults = summary?.faults ?? 0;
  if (faults > 0)
    notes.push({
      title: faults === 1 ? 'One record or field is out. ' : `${faults} records or fields are out. `,
      text: 'They stay out until they are read well; Data health names them.',
    });
  const ended = summary?.last_run && !summary.last_run.published && summary.last_run.outcome !== 'ok';
  const mark = !isReached ? 'open' : ended ? 'failed' : notes.length > 0 ? 'late' : '';
  return { mark, notes };
}

const sentences = ({ texts, total }: Told) =>
  [
    ...texts.map((text) => text.replace(/[.\s]*$/, '.')),
    ...(total > texts.length ? [`And ${total - texts.length} more.`] : []),
  ].join(' ');
