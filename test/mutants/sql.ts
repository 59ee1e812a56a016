// Changes to SQL: over its tokens, comments, holes of the template and names of types apart.
import type { Mutant } from './mutant.ts';

interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'mark';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** How many parentheses stand open. */
  readonly depth: number;
}
type Change = readonly [operator: string, start: number, end: number, text: string];

const TOKEN = /--[^\n]*|\{\{|\}\}|'(?:[^']|'')*'|\d+(?:\.\d+)?|[a-z_][a-z0-9_]*|::|<>|<=|>=|\|\||\/\/|->|[^\s]/gi;
const MARKS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '=': ['<>'],
  '<>': ['='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '//': ['*'],
};
const WORDS: Readonly<Record<string, string>> = {
  true: 'false',
  false: 'true',
  min: 'max',
  max: 'min',
  greatest: 'least',
  least: 'greatest',
  desc: 'asc',
  sum: 'max',
};
const CLAUSES = new Set(['group', 'order', 'qualify', 'having', 'limit', 'union', 'select', 'where', 'window']);

function tokensOf(source: string, from: number): Token[] {
  const tokens: Token[] = [];
  let depth = 0;
  for (const match of source.slice(from).matchAll(TOKEN)) {
    const [text] = match;
    const start = from + match.index;
    if (text.startsWith('--')) continue;
    if (text === ')') depth -= 1;
    const kind = /^[a-z_]/i.test(text) ? 'word' : /^\d/.test(text) ? 'number' : text.startsWith("'") ? 'text' : 'mark';
    tokens.push({ kind, text: kind === 'word' ? text.toLowerCase() : text, start, end: start + text.length, depth });
    if (text === '(') depth += 1;
  }
  return tokens;
}

/** @param from where the header ends */
export function mutantsOfSql(file: string, source: string, from: number): Mutant[] {
  const tokens = tokensOf(source, from);
  const found: Change[] = [];
  let isHole = false;
  for (const [at, token] of tokens.entries()) {
    if (token.text === '{{') isHole = true;
    if (token.text === '}}') isHole = false;
    if (!isHole) found.push(...changesOf(tokens, at, source));
  }
  return found.map(([operator, start, end, text]) => ({ file, start, end, text, operator }));
}

function changesOf(tokens: readonly Token[], at: number, source: string): Change[] {
  const token = tokens[at]!;
  const { start, end, text } = token;
  switch (token.kind) {
    case 'number':
      return isOfType(tokens, at) ? [] : [['number changed', start, end, String(Number(text) + 1)]];
    case 'text':
      return isUnit(tokens, at) ? [] : [['constant changed', start, end, `${text.slice(0, -1)}~'`]];
    case 'mark':
      return isOperator(tokens, at)
        ? (MARKS[text] ?? []).map((other) => [`${text} to ${other}`, start, end, other])
        : [];
    default:
      return words(tokens, at, source);
  }
}

/** The numbers of `decimal(18,4)` are no figures of a rule. */
const isOfType = (tokens: readonly Token[], at: number) =>
  tokens.slice(Math.max(0, at - 4), at).some(({ text }) => text === 'decimal' || text === 'numeric');

/** The unit of `datediff('day', …)` is a word of the engine. */
const isUnit = (tokens: readonly Token[], at: number) =>
  /^(datediff|date_trunc|dateadd)$/.test(tokens[at - 2]?.text ?? '');

/** `*` of `count(*)`, `select *` and `orders.*` multiplies nothing. */
function isOperator(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return before !== undefined && !['(', '.', ',', 'select', 'distinct'].includes(before.text);
}

function words(tokens: readonly Token[], at: number, source: string): Change[] {
  const { text, start, end } = tokens[at]!;
  const [before, next] = [tokens[at - 1]?.text, tokens[at + 1]];
  if (before === '.' || before === 'as') return [];
  const other = WORDS[text];
  if (other !== undefined && (next?.text === '(' || !['min', 'max', 'sum', 'greatest', 'least'].includes(text)))
    return [[`${text} to ${other}`, start, end, other]];
  if (text === 'and') return isBetween(tokens, at) ? [] : [['and to or', start, end, 'or']];
  if (text === 'or') return [['or to and', start, end, 'and']];
  if (text === 'not') return [['not left out', start, next?.start ?? end, '']];
  if (text === 'is' && next?.text === 'null') return [['is null to is not null', start, end, 'is not']];
  if (text === 'left' && next?.text === 'join') return [['left join to join', start, next.start, '']];
  if (text === 'distinct') return [['distinct left out', start, next?.start ?? end, '']];
  if (text === 'all' && before === 'union') return [['union all to union', start, end, '']];
  if (text === 'coalesce') return firstArgument(tokens, at, source);
  if (text === 'count_if' && next) return [['condition negated', next.end, next.end, 'not ']];
  if (text === 'when' && before !== 'matched')
    return [
      ['condition negated', end, conditionEnd(tokens, at), ` not (${source.slice(end + 1, conditionEnd(tokens, at))})`],
    ];
  return text === 'where' || text === 'having' ? conjuncts(tokens, at, source) : [];
}

const isBetween = (tokens: readonly Token[], at: number) => {
  const { depth } = tokens[at]!;
  const open = tokens
    .slice(0, at)
    .findLastIndex((one) => one.depth === depth && ['and', 'between', 'where', 'when', 'on'].includes(one.text));
  return tokens[open]?.text === 'between';
};

/** Where the condition of a `when` ends: before its `then`. */
function conditionEnd(tokens: readonly Token[], at: number): number {
  const { depth } = tokens[at]!;
  const then = tokens.findIndex((one, index) => index > at && one.depth === depth && one.text === 'then');
  return tokens[then - 1]?.end ?? tokens[at]!.end;
}

/** `coalesce(a, b)` becomes `a`. */
function firstArgument(tokens: readonly Token[], at: number, source: string): Change[] {
  const { depth, start } = tokens[at]!;
  const comma = tokens.find((one, index) => index > at && one.depth === depth + 1 && one.text === ',');
  const close = tokens.find((one, index) => index > at && one.depth === depth && one.text === ')');
  const open = tokens[at + 1];
  if (!comma || !close || !open) return [];
  return [['default left out', start, close.end, `(${source.slice(open.end, comma.start)})`]];
}

/** Each part of a condition left out; all of it, where it has one. */
function conjuncts(tokens: readonly Token[], at: number, source: string): Change[] {
  const { depth, start, end } = tokens[at]!;
  const stop = tokens.findIndex(
    (one, index) =>
      index > at &&
      (one.depth < depth ||
        (one.depth === depth && CLAUSES.has(one.text)) ||
        (one.text === ')' && one.depth === depth)),
  );
  const inside = tokens.slice(at + 1, stop < 0 ? undefined : stop);
  const last = inside.at(-1);
  if (!last) return [];
  const ands = inside.filter(
    (one) => one.depth === depth && one.text === 'and' && !isBetween(tokens, tokens.indexOf(one)),
  );
  if (ands.length === 0) return [['condition left out', start, last.end, '']];
  const edges = [...ands.map((one) => one.start), last.end];
  return edges.map((to, index) => {
    const from = index === 0 ? end : ands[index - 1]!.start;
    // The first part goes with the `and` behind it.
    const until = index === 0 ? ands[0]!.end : to;
    return ['part of a condition left out', from, until, source[from - 1] === ' ' ? '' : ' '];
  });
}
