import type { Window } from '../../contracts/ingest.ts';

/** Milliseconds internally, ISO text at the edges. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export const toSpan = (window: Window): Span => ({ from: Date.parse(window.from), to: Date.parse(window.to) });
export const toWindow = (span: Span): Window => ({
  from: new Date(span.from).toISOString(),
  to: new Date(span.to).toISOString(),
});

/** The days of a report's window, first and last inclusive, as `YYYY-MM-DD`. */
export const daysIn = (window: Window): { readonly first: string; readonly last: string } => ({
  first: window.from.slice(0, 10),
  last: new Date(Date.parse(window.to) - 1).toISOString().slice(0, 10),
});

/** Sorted, disjoint, non-touching spans that cover exactly what `spans` cover. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: { from: number; to: number }[] = [];
  for (const span of [...spans].filter((one) => one.from < one.to).sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

/** The parts of `whole` that no span covers, oldest first. */
export function gapsIn(whole: Span, spans: readonly Span[]): Span[] {
  const gaps: Span[] = [];
  let at = whole.from;
  for (const span of mergeSpans(spans)) {
    if (span.to <= at) continue;
    if (span.from >= whole.to) break;
    if (span.from > at) gaps.push({ from: at, to: Math.min(span.from, whole.to) });
    at = Math.max(at, span.to);
  }
  if (at < whole.to) gaps.push({ from: at, to: whole.to });
  return gaps;
}

/**
 * Splits a span into adjoining pieces no longer than `longest`, oldest first; empty when the span is.
 * @param longest milliseconds, > 0
 */
export function cutSpan(span: Span, longest: number): Span[] {
  const pieces: Span[] = [];
  for (let from = span.from; from < span.to; from += longest)
    pieces.push({ from, to: Math.min(span.to, from + longest) });
  return pieces;
}

/** End of the contiguous prefix that starts at `start`; null when nothing is committed there. */
export function watermarkOf(start: number, spans: readonly Span[]): number | null {
  const first = mergeSpans(spans).find((span) => span.from <= start && span.to > start);
  return first ? first.to : null;
}
