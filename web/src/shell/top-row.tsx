import type { PageManifest } from '../../../lambdas/contracts/tile/page.ts';
import { Icon } from '../elements/icon.tsx';
import { dayYear, moment, span } from '../format.ts';
import type { PageFacts } from '../page-context.ts';
import type { Standing } from '../standing.ts';
import { filterWords } from '../sums/filters.ts';
import { Filters } from './filters.tsx';
import type { Shown } from './use-shown-page.ts';

/** True if another period would change anything on the page. */
export const hasPeriods = (page: PageManifest): boolean =>
  page.periods.length > 0 &&
  (Object.keys(page.lead).some((key) => key !== 'now') || (page.kpis?.metrics.length ?? 0) > 0);

/** Header for printing: filters are not printed. */
function PrintedHead({ page, facts: { view, current } }: { page: PageManifest; facts: PageFacts }) {
  const baseline = view.comparison
    ? `, against ${view.comparison.label} (${span(view.comparison.range.from, view.comparison.range.to)})`
    : '';
  return (
    <p class="printed">
      {view.range && `${span(view.range.from, view.range.to)}${baseline}. `}
      {view.only.size > 0 && `Only ${filterWords(view.filters)}. `}
      Data to {dayYear(page.last_day)}
      {current && `; version ${current.version}, published ${moment(current.published_at)}`}
      {page.currency && `; amounts in ${page.currency}`}.
    </p>
  );
}

interface TopRowProps {
  readonly shown: Shown | undefined;
  readonly facts: PageFacts;
  readonly standing: Standing | undefined;
  readonly isMenuOpen: boolean;
  openMenu(): void;
}

/** Menu, title, filters, and the last day of the figures. */
export function TopRow({ shown, facts, standing, isMenuOpen, openMenu }: TopRowProps) {
  const { current, hasPeriods: isFiltered } = facts;
  const manifest = shown?.manifest;
  return (
    <>
      <div class="top">
        <button type="button" class="menu-button" aria-label="Menu" aria-expanded={isMenuOpen} onClick={openMenu}>
          <Icon name="menu" />
        </button>
        <h1>{shown?.title ?? 'RetailPulse'}</h1>
        {manifest && isFiltered && <Filters page={manifest} facts={facts} />}
        {manifest && current && (
          <span class="published push" title={`Version ${current.version}, published ${moment(current.published_at)}`}>
            <span class={`status ${standing?.mark ?? ''}`.trim()}>Data to {dayYear(manifest.last_day)}</span>
          </span>
        )}
      </div>
      {manifest && <PrintedHead page={manifest} facts={facts} />}
    </>
  );
}
