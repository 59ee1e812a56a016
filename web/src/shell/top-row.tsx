import type { PageManifest } from '../../../lambdas/contracts/tile/page.ts';
import { move } from '../address.ts';
import { Icon } from '../elements/icon.tsx';
import { dayYear, moment, span } from '../format.ts';
import type { PageFacts } from '../page-context.ts';
import type { Standing } from '../standing.ts';
import type { Shown } from './use-shown-page.ts';

interface ChoiceProps {
  /** Prefix of the choice; read aloud when there is no visible label. */
  readonly label: string;
  readonly name: string;
  readonly options: readonly { readonly id: string; readonly label: string; readonly title?: string }[];
  readonly chosen: string;
  choose(id: string): void;
}

const Choice = ({ label, name, options, chosen, choose }: ChoiceProps) => (
  <label class="chip">
    {label ? <span>{label}</span> : <span class="vh">{name}</span>}
    <select data-filter={name} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
      {options.map((option) => (
        <option key={option.id} value={option.id} selected={option.id === chosen}>
          {option.label}
        </option>
      ))}
    </select>
    <Icon name="down" />
  </label>
);

/** True if another period would change anything on the page. */
export const hasPeriods = (page: PageManifest): boolean =>
  page.periods.length > 0 &&
  (Object.keys(page.lead).some((key) => key !== 'now') || (page.kpis?.metrics.length ?? 0) > 0);

function Filters({ page, facts: { view } }: { page: PageManifest; facts: PageFacts }) {
  const options = page.comparisons[view.period] ?? [];
  const orDefault = (id: string, first: string | undefined) => (id === first ? null : id);
  return (
    <>
      <Choice
        label=""
        name="Period"
        options={page.periods.map(({ id, label, range }) => ({
          id,
          label: `${span(range.from, range.to)} (${label.replace('Last ', '')})`,
        }))}
        chosen={view.period}
        choose={(id) => move({ period: orDefault(id, page.periods[0]?.id) })}
      />
      {options.length > 0 && view.comparison && (
        <Choice
          label="against"
          name="Comparison"
          options={options}
          chosen={view.comparison.id}
          choose={(id) => move({ baseline: orDefault(id, options[0]?.id) })}
        />
      )}
      {page.currency && (
        <span class="chip chip-quiet" title="Currency of all amounts">
          {page.currency}
        </span>
      )}
    </>
  );
}

/** Header for printing: filters are not printed. */
function PrintedHead({ page, facts: { view, current } }: { page: PageManifest; facts: PageFacts }) {
  const baseline = view.comparison
    ? `, against ${view.comparison.label} (${span(view.comparison.range.from, view.comparison.range.to)})`
    : '';
  return (
    <p class="printed">
      {view.range && `${span(view.range.from, view.range.to)}${baseline}. `}
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
