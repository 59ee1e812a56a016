// The parsed value of an export's cell, or the error.
import { SourceContractError } from '../../../../contracts/errors.ts';
import type { DayOrderFound } from '../../../engine/files/day-order.ts';
import { normalName } from '../../../engine/files/delimited.ts';
import { localTimes } from '../../../engine/files/local-time.ts';
import { numberByItself } from '../../../engine/files/numbers.ts';

/** A wrong cell, which costs its record. The message is ours; of the cell it shows only numbers and days. */
export class CellError extends SourceContractError {
  readonly line: number;
  readonly field: string | undefined;

  constructor(line: number, field: string | undefined, what: string) {
    super(what);
    this.line = line;
    this.field = field;
  }
}

export interface Cells {
  text(column: string): string | undefined;
  /** Minor units of a two-decimal amount; undefined when the cell is empty. @throws CellError */
  cents(column: string): number | undefined;
  /** @throws CellError */
  whole(column: string): number | undefined;
  /** ISO-8601 UTC. @throws CellError */
  time(column: string): string | undefined;
  flag(column: string): boolean;
}

/** Context for parsing cells, from the settings and the rest of the file. */
export interface CellForm {
  /** The shop's zone: for times without an offset. */
  readonly timeZone: string;
  readonly dayOrder: DayOrderFound;
  readonly isDayOrderTold: boolean;
  readonly decimal: '.' | ',' | undefined;
  readonly usesCommas: boolean;
}

const OFFSET = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})? ?(?:(Z|UTC)|([+-]\d\d):?(\d\d))$/;
const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d\d)(?:[ T](\d{1,2}:\d\d(?::\d\d)?)(?: ?([AP])M)?)?$/i;
/** Longer than any day or number: not parsed, and never shown. */
const LONGEST = 40;

export function cellsOf(
  line: number,
  places: ReadonlyMap<string, number>,
  cells: readonly string[],
  form: CellForm,
): Cells {
  const text = (column: string): string | undefined => {
    const cell = cells[places.get(normalName(column)) ?? -1]?.trim();
    // A spreadsheet's apostrophe keeps leading zeros: '02138.
    return cell === undefined || cell === '' ? undefined : cell.replace(/^'/, '');
  };
  const refuse = (column: string, expected: string): never => {
    throw new CellError(line, column, `${column} is ${seen(text(column)!)}, expected ${expected}`);
  };
  const number = (column: string, expected: string): string | undefined => {
    const cell = text(column);
    if (cell === undefined) return undefined;
    const read = numberByItself(cell, form.decimal, form.usesCommas);
    if (read === 'ambiguous')
      return refuse(
        column,
        `an unambiguous number: its mark may separate thousands or decimals; set 'decimal' to '.' or ','`,
      );
    return read ?? refuse(column, expected);
  };
  return {
    text,
    cents: (column) => {
      const read = number(column, 'an amount such as 12.50');
      if (read === undefined) return undefined;
      const [, sign, units, decimals = ''] = /^(-?)(\d{1,13})(?:\.(\d+))?$/.exec(read) ?? [];
      if (units === undefined || /[1-9]/.test(decimals.slice(2))) return refuse(column, 'an amount such as 12.50');
      const minor = Number(units) * 100 + Number(decimals.slice(0, 2).padEnd(2, '0'));
      return sign && minor !== 0 ? -minor : minor;
    },
    whole: (column) => {
      const read = number(column, 'a whole number');
      if (read === undefined) return undefined;
      if (!/^-?\d{1,15}(?:\.0+)?$/.test(read)) return refuse(column, 'a whole number');
      return Number(read);
    },
    time: (column) => {
      const cell = text(column);
      return cell === undefined ? undefined : timeOf(cell, form, (expected) => refuse(column, expected));
    },
    flag: (column) => /^(true|yes|1)$/i.test(text(column) ?? ''),
  };
}

/** Numbers and days may be shown, because they are the problem; a text may be personal. */
const seen = (cell: string): string =>
  cell.length <= LONGEST && /^[-+\d.,:/ TZ'\u00a0\u202f]+$/.test(cell) && cell.replace(/\D/g, '').length < 19
    ? `'${cell}'`
    : `a text of ${cell.length} characters`;

function timeOf(cell: string, form: CellForm, refuse: (expected: string) => never): string {
  const expected = 'a time such as 2026-05-21 10:51:04 -0400';
  if (cell.length > LONGEST) return refuse(expected);
  const [, day, time, utc, hours, minutes] = OFFSET.exec(cell) ?? [];
  const at =
    day !== undefined
      ? Date.parse(`${day}T${time}${utc ? 'Z' : `${hours}:${minutes}`}`)
      : localTimes(form.timeZone, 'DMY')(ordered(cell, form, refuse))?.at;
  if (at === undefined || Number.isNaN(at)) return refuse(expected);
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** A day with slashes as year, month and day, in the order of the file or the settings. */
function ordered(cell: string, form: CellForm, refuse: (expected: string) => never): string {
  const whole = /^\d{4}-\d\d-\d\d$|^\d{1,2}\.\d{1,2}\.\d{4}$/.test(cell) ? `${cell} 00:00` : cell;
  const [, first, second, year, time = '0:00', half] = SLASHED.exec(whole) ?? [];
  if (first === undefined) return whole;
  const order = form.dayOrder;
  if (order === 'unclear' || order === 'both')
    return refuse(
      order === 'both'
        ? "one order of day and month in the whole file; it has both; set 'date_order' to MDY or DMY"
        : "an unambiguous day; set 'date_order' to MDY or DMY",
    );
  if (year!.length === 2 && !form.isDayOrderTold)
    return refuse("a year of four digits; set 'date_order' to MDY or DMY, then two digits mean this century");
  const [day, month] = order === 'DMY' ? [first, second] : [second, first];
  const [hour, ...rest] = time.split(':');
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  return `${day}/${month}/${year!.length === 2 ? `20${year}` : year} ${hours}:${rest.join(':')}`;
}
