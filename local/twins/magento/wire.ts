// Magento's format of times and money, and its field filter.

export type Fields = Readonly<Record<string, unknown>>;

/** UTC, without a zone. */
export const utc = (ms: number): string => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');

/** Minor units as a decimal number of whole ones. */
export const units = (minor: number): number => minor / 100;

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Amounts by name in the shopper's currency, and under `base_` in the base currency. */
export function both<Name extends string>(
  shown: Readonly<Record<Name, number>>,
  books: Readonly<Record<Name, number>>,
) {
  return Object.fromEntries(
    Object.keys(shown).flatMap((name) => [
      [name, units(shown[name as Name])],
      [`base_${name}`, units(books[name as Name])],
    ]),
  );
}

/** `items[id,region[code]],total_count`: names to keep, each with those to keep below it. */
type Choice = ReadonlyMap<string, Choice | undefined>;

function choiceOf(text: string): Choice {
  const choice = new Map<string, Choice | undefined>();
  let depth = 0;
  let begin = 0;
  for (let at = 0; at <= text.length; at++) {
    const mark = text[at];
    if (mark === '[') depth++;
    if (mark === ']') depth--;
    if (at < text.length && (mark !== ',' || depth > 0)) continue;
    const [, name, inner] = /^([^[]+)(?:\[(.*)\])?$/.exec(text.slice(begin, at).trim()) ?? [];
    if (name) choice.set(name, inner === undefined ? undefined : choiceOf(inner));
    begin = at + 1;
  }
  return choice;
}

/** The part of an answer selected by `fields`. */
export const trimmed = (answer: unknown, fields: string | null): unknown =>
  fields === null ? answer : keep(answer, choiceOf(fields));

function keep(value: unknown, choice: Choice): unknown {
  if (Array.isArray(value)) return value.map((one) => keep(one, choice));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, child]) => {
      if (!choice.has(name)) return [];
      const below = choice.get(name);
      return [[name, below ? keep(child, below) : child]];
    }),
  );
}
