import type { PageManifest } from '../../../lambdas/contracts/tile/page.ts';
import { move } from '../address.ts';
import { span } from '../format.ts';
import type { PageFacts } from '../page-context.ts';
import { onlyText } from '../sums/filters.ts';
import { valueName } from '../sums/value-name.ts';
import { NOTHING, type View } from '../view.ts';
import { Choice } from './choice.tsx';

const OWN_DAYS = 'own';

interface FiltersProps {
  readonly page: PageManifest;
  readonly view: View;
}

function PeriodChoice({ page, view }: FiltersProps) {
  const { range, period } = view;
  const first = page.periods[0]?.id;
  const presets = page.periods.map(({ id, label, range: days }) => ({
    id,
    label: `${span(days.from, days.to)} (${label.replace('Last ', '')})`,
  }));
  const own = period || !range ? [] : [{ id: OWN_DAYS, label: span(range.from, range.to) }];
  const choose = (id: string) => id !== OWN_DAYS && move({ period: id === first ? null : id, from: null, to: null });
  return (
    <Choice
      {...{ label: '', name: 'Period', options: [...own, ...presets], chosen: period || OWN_DAYS, choose }}
      clear={period === first ? undefined : () => choose(first ?? '')}
    />
  );
}

/** First and last day, of any day there are sums for. */
function OwnDays({ page: { sums, last_day: last }, view: { range } }: FiltersProps) {
  if (!sums || !range) return null;
  const choose = (which: 'from' | 'to', value: string) => {
    const days = { ...range, [which]: value };
    if (value && days.from <= days.to) move({ ...days, period: null }, 'replace');
  };
  return (
    <>
      {(['from', 'to'] as const).map((which) => (
        <label key={which} class="chip">
          <span>{which}</span>
          <input
            type="date"
            data-filter={which}
            {...{ min: sums.first_day, max: last, value: range[which] }}
            onChange={(event) => choose(which, event.currentTarget.value)}
          />
        </label>
      ))}
    </>
  );
}

function ComparisonChoice({ page, view: { options, comparison } }: FiltersProps) {
  if (options.length === 0) return null;
  const none = page.sums ? [{ id: NOTHING, label: 'nothing' }] : [];
  const choose = (id: string) => move({ baseline: id === options[0]?.id ? null : id });
  const chosen = comparison?.id ?? NOTHING;
  return (
    <Choice
      {...{ label: 'against', name: 'Comparison', options: [...options, ...none], chosen, choose }}
      clear={chosen === options[0]?.id ? undefined : () => move({ baseline: null })}
    />
  );
}

/** One chip for each dimension of the sums that tells values apart. */
function DimensionChoices({ page: { sums }, view: { only } }: FiltersProps) {
  return (sums?.dimensions ?? []).map(({ dimension, name, values }, at) => {
    if (values.length < 2 && !only.has(at)) return null;
    const put = (place: number | undefined) => move({ only: onlyText(sums!.dimensions, only, at, place) });
    return (
      <Choice
        key={dimension}
        label={name}
        name={name}
        options={[
          { id: '', label: 'all' },
          ...values.map((value, place) => ({ id: String(place), label: valueName(value) })),
        ]}
        chosen={String(only.get(at) ?? '')}
        choose={(place) => put(place === '' ? undefined : Number(place))}
        clear={only.has(at) ? () => put(undefined) : undefined}
      />
    );
  });
}

/** Time, comparison, dimensions and currency: all of it stands in the address. */
export function Filters({ page, facts: { view } }: { page: PageManifest; facts: PageFacts }) {
  return (
    <>
      <PeriodChoice page={page} view={view} />
      <OwnDays page={page} view={view} />
      <ComparisonChoice page={page} view={view} />
      <DimensionChoices page={page} view={view} />
      {page.currency && (
        <span class="chip chip-quiet" title="Currency of all amounts">
          {page.currency}
        </span>
      )}
    </>
  );
}
