import type { Current } from '../../lambdas/contracts/pipeline.ts';
import type { StatusSummary, Told } from '../../lambdas/contracts/status-summary.ts';
import { moment } from './format.ts';

/** Problems of the served data; an empty list means that it was checked and found good. */
export interface Standing {
  /** Class of the dot: green only without any problem. */
  readonly mark: '' | 'late' | 'failed' | 'open';
  readonly notes: readonly { readonly title: string; readonly text: string }[];
}

export interface Looked {
  readonly current: Current;
  /** Undefined when it is not served, and when the server is gone. */
  readonly summary: StatusSummary | undefined;
  /** The browser's clock, milliseconds since 1970. */
  readonly now: number;
  /** True if the server answered the last request. */
  readonly isReached: boolean;
}

/** By the browser's clock: a page that is no longer served must not stay green. */
export const isOverdue = ({ fresh_until: until }: Pick<Current, 'fresh_until'>, now: number): boolean =>
  until != null && Date.parse(until) < now;

export function standingOf({ current, summary, now, isReached }: Looked): Standing {
  const notes: { title: string; text: string }[] = [];
  if (isOverdue(current, now))
    notes.push({
      title: 'Older than promised. ',
      text: `These are the numbers of ${moment(current.as_of)}; they were promised until ${moment(current.fresh_until!)} and no run has renewed them since.`,
    });
  const degraded = summary?.degraded ?? { texts: current.degraded, total: current.degraded.length };
  if (degraded.total > 0)
    notes.push({
      title: 'Some records are missing. ',
      text: `${sentences(degraded)} Tiles that depend on it say so; the next run reads the missing data.`,
    });
  if (summary && summary.unmodelled.total > 0)
    notes.push({
      title: 'Read but in no mart. ',
      text: `${sentences(summary.unmodelled)} No number here includes them.`,
    });
  const faults = summary?.faults ?? 0;
  if (faults > 0)
    notes.push({
      title: faults === 1 ? 'One record or field is left out. ' : `${faults} records or fields are left out. `,
      text: 'They stay out until a good reading; Data health names them.',
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
