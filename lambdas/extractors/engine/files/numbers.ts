// Numbers as people and their programs write them: marks of thousands, one of two decimal marks.

/** How a file writes decimals. */
export interface Decimals {
  readonly mark: '.' | ',';
  /** Somebody said so: marks of thousands may then stand alone, `1.234` for 1234. */
  readonly isSure: boolean;
}

/** A group of three digits after another, always with one mark. */
const GROUPED = /^\d{1,3}(?:([.,' \u00a0\u202f])\d{3})(?:\1\d{3})*$/;
/** Longer ones are no amounts, and are not looked at. */
const LONGEST = 60;

/**
 * A number as digits and a point. Commas or points between thousands count where the decimal mark is there too, or somebody said
 * which mark is which: `1,234` alone may be either.
 */
export function plainNumber(text: string, { mark, isSure }: Decimals): string | undefined {
  if (text.length > LONGEST) return undefined;
  const [, sign, number] = /^([+-]?)(\d[\d.,' \u00a0\u202f]*)$/.exec(text) ?? [];
  if (number === undefined) return undefined;
  const at = number.lastIndexOf(mark);
  const [whole, fraction] = at < 0 ? [number, ''] : [number.slice(0, at), number.slice(at + 1)];
  if (at >= 0 && !/^\d+$/.test(fraction)) return undefined;
  if (!/^\d+$/.test(whole)) {
    const between = GROUPED.exec(whole)?.[1];
    const isClear = between !== undefined && (!/[.,]/.test(between) || isSure || at >= 0);
    if (!isClear || between === mark) return undefined;
  }
  const digits = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  return `${sign === '-' ? '-' : ''}${digits}${at < 0 ? '' : `.${fraction}`}`;
}

/** `1,250` or `1.250`: a decimal of three places, or thousands. */
const EITHER = /^[+-]?[1-9]\d{0,2}([.,])\d{3}$/;
/** `12,50`: three digits never follow a decimal mark alone where they could be thousands. */
const COMMA_DECIMAL = /^[+-]?(?:\d+,\d{1,2}|\d{1,3}(?:[. ]\d{3})+,\d+|0,\d+)$/;

/** True if a cell can only have been written with a decimal comma. */
export const hasDecimalComma = (text: string): boolean => text.length <= LONGEST && COMMA_DECIMAL.test(text);

/**
 * A number of a file nobody described, by its own marks.
 * @param told the decimal mark, where the settings say it
 * @param usesCommas other numbers of the file have decimal commas: a lone `1.250` is then as unclear as `1,250`
 * @returns digits and a point; `ambiguous` where two numbers could be meant; undefined where it is none
 */
export function numberByItself(
  text: string,
  told: Decimals['mark'] | undefined,
  usesCommas = false,
): string | 'ambiguous' | undefined {
  if (told) return plainNumber(text, { mark: told, isSure: true });
  const mark = text.length <= LONGEST ? EITHER.exec(text)?.[1] : undefined;
  if (mark === ',' || (mark === '.' && usesCommas)) return 'ambiguous';
  return plainNumber(text, { mark: '.', isSure: false }) ?? plainNumber(text, { mark: ',', isSure: false });
}
