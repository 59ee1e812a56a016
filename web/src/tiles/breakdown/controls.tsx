import type { BreakdownBody } from '../../../../lambdas/contracts/tile/breakdown.ts';
import { move } from '../../address.ts';
import { Icon } from '../../elements/icon.tsx';
import { type Chosen, onlyText } from './chosen.ts';
import { nameOf } from './lines.ts';

interface SelectProps {
  readonly label: string;
  readonly chosen: string;
  readonly options: readonly (readonly [id: string, label: string])[];
  choose(id: string): void;
}

const Select = ({ label, chosen, options, choose }: SelectProps) => (
  <label class="chip">
    <span>{label}</span>
    <select data-breakdown={label} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
      {options.map(([id, text]) => (
        <option key={id} value={id} selected={id === chosen}>
          {text}
        </option>
      ))}
    </select>
    <Icon name="down" />
  </label>
);

/** Grouping, a filter per dimension, and days of its own; all of it stands in the address. */
export function Controls({ body, chosen }: { body: BreakdownBody; chosen: Chosen }) {
  const { by, only, range, hasOwnDays } = chosen;
  const day = (which: 'from' | 'to', value: string) => {
    const days = { ...range, [which]: value };
    if (value && days.from <= days.to) move({ days: `${days.from}..${days.to}` }, 'replace');
  };
  return (
    <div class="breakdown-controls">
      <Select
        label="by"
        chosen={String(by)}
        options={body.dimensions.map(({ name }, at) => [String(at), name])}
        choose={(at) => move({ by: at === '0' ? null : body.dimensions[Number(at)]!.dimension })}
      />
      {body.dimensions.map(({ dimension, name, values }, at) => (
        <Select
          key={dimension}
          label={name}
          chosen={String(only.get(at) ?? '')}
          options={[['', 'all'], ...values.map((value, place) => [String(place), nameOf(value)] as const)]}
          choose={(place) => move({ only: onlyText(body, only, at, place === '' ? undefined : Number(place)) })}
        />
      ))}
      {(['from', 'to'] as const).map((which) => (
        <label key={which} class="chip">
          <span>{which}</span>
          <input
            type="date"
            data-breakdown={which}
            min={body.first_day}
            max={body.last_day}
            value={range[which]}
            onChange={(event) => day(which, event.currentTarget.value)}
          />
        </label>
      ))}
      {hasOwnDays && (
        <button type="button" class="chip" onClick={() => move({ days: null })}>
          Days of the page
        </button>
      )}
    </div>
  );
}
