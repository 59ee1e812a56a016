import { Icon } from '../elements/icon.tsx';

interface ChoiceProps {
  /** Prefix of the choice; read aloud when there is no visible label. */
  readonly label: string;
  readonly name: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly chosen: string;
  choose(id: string): void;
  /** Back to the default; left out for what is the default. */
  readonly clear?: (() => void) | undefined;
}

/** A chip with a list to choose from, and a cross where it differs from the default. */
export const Choice = ({ label, name, options, chosen, choose, clear }: ChoiceProps) => (
  <span class="chip">
    <label>
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
    {clear && (
      <button type="button" data-clear={name} aria-label={`Clear ${name}`} onClick={clear}>
        <Icon name="close" />
      </button>
    )}
  </span>
);
