import { holdsBlackFriday } from '../../../lambdas/contracts/black-friday.ts';
import type { DayRange } from '../../../lambdas/contracts/tile/figure.ts';
import { change, short, signed, span } from '../format.ts';
import { usePage } from '../page-context.ts';
import { figureOver } from '../sums/figures.ts';
import { filterWords } from '../sums/filters.ts';
import { useSums } from '../sums/use-sums.ts';

/** Periods of which only one contains Black Friday are not comparable. */
function calendarNote(range: DayRange, before: DayRange | undefined): string {
  if (!before || holdsBlackFriday(range) === holdsBlackFriday(before)) return '';
  return ` Black Friday lies in ${holdsBlackFriday(range) ? 'this period' : 'the period compared with'} only.`;
}

/** The sentence of a view that nobody published: its first figure, what it is of, and what it is against. */
export function SumsLead() {
  const { view } = usePage();
  const { body, rows, isReading, isFailed } = useSums([view.range, view.comparison?.range ?? null]);
  const { range, comparison, currency, only } = view;
  if (isFailed) return <p class="lead">The sums of these days could not be read. Reload the page to try again.</p>;
  const [first] = body?.metrics ?? [];
  const figure = !isReading && body && first ? figureOver(body, rows, first.metric, view) : undefined;
  if (!figure || !first || !range) return <p class="lead">Reading the days …</p>;
  const of = only.size > 0 ? `, only ${filterWords(view.filters)}` : '';
  return (
    <p class="lead">
      <b>
        {first.name} {span(range.from, range.to)}: {short(figure.value, first.unit, currency)}
      </b>
      {of}
      {comparison && figure.value !== null && figure.baseline !== null && (
        <>
          , {signed(figure.value - figure.baseline, first.unit, currency)}
          {figure.change !== null && ` (${change(figure.change, first.unit)})`} against {comparison.label} (
          {span(comparison.range.from, comparison.range.to)})
        </>
      )}
      .{calendarNote(range, comparison?.range)}
    </p>
  );
}
