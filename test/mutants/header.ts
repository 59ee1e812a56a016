// Changes to the header of a SQL file: what it promises, who owns it, which rows it counts.
import type { Mutant } from './mutant.ts';

type Rule = readonly [operator: string, pattern: RegExp, becomes: (value: string) => string];

const OTHER: Readonly<Record<string, string>> = {
  note: 'warn',
  warn: 'error',
  error: 'warn',
  page: 'error',
  up: 'down',
  down: 'up',
  additive: 'semi-additive',
  'semi-additive': 'additive',
  money: 'count',
  count: 'money',
  share: 'count',
};
const other = (value: string) => OTHER[value] ?? `${value}_else`;
const more = (value: string) => String(Number(value) + 1);

/** Each pattern's last group is what changes. */
const RULES: readonly Rule[] = [
  ['severity changed', /(\bseverity: )(\w+)/g, other],
  ['owner changed', /(^owner: )(\w+)/gm, () => 'nobody'],
  ['polarity changed', /(^polarity: )(\w+)/gm, other],
  ['kind changed', /(^kind: )([\w-]+)/gm, other],
  ['unit changed', /(^unit: )(\w+)/gm, other],
  ['day changed', /(^date: )(\w+)/gm, () => 'created_at::date'],
  ['limit changed', /(\b(?:min|max|threshold): )(-?\d+(?:\.\d+)?)/g, more],
  ['limit left out', /(^tests: .*?)((?:, )?(?:min|max): -?\d+(?:\.\d+)?)/gm, () => ''],
  ['check left out', /((?:\[|, ))(\{ (?:min|max): [^}]*\}(?:, )?)/g, () => ''],
  ['effect changed', /(^ {2}effect: )(\w+)/gm, (value) => (value === 'unexplained' ? 'left_out' : 'unexplained')],
  ['check left out', /((?:\[|, ))(unique, |not_null, |unique(?=\])|not_null(?=\]))/g, () => ''],
  ['rows not limited', /(^)(where: .*\n)/gm, () => ''],
  ['currencies mixed', /(^)(currency: .*\n)/gm, () => ''],
];

/** @param end where the header ends */
export function mutantsOfHeader(file: string, source: string, end: number): Mutant[] {
  const header = source.slice(0, end);
  return RULES.flatMap(([operator, pattern, becomes]) =>
    [...header.matchAll(pattern)].map((match) => {
      const [whole, kept, value] = match as unknown as [string, string, string];
      const start = match.index + kept.length;
      return { file, start, end: match.index + whole.length, text: becomes(value), operator };
    }),
  );
}
