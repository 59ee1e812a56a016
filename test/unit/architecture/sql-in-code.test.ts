// SQL stands in sql/, in the adapters of its engines and where files of sql/ are compiled; nowhere else.
import { readFileSync } from 'node:fs';
import { parseAst } from 'vite';
import { describe, expect, it } from 'vitest';
import { root, sourcesBelow } from './sources-below.ts';

/** What speaks an engine's language, or a vendor's: GAQL and ShopifyQL are theirs. */
const MAY =
  /^lambdas\/(adapters|sql|extractors\/sources)\/|^local\/(twins|world)\/|\.generated\.ts$|^lambdas\/ml\/booster\/kernels\.ts$/;
const STATEMENT =
  /^\s*(select\s|with\s+\w+\s+as\s*\(|insert\s+into\s|delete\s+from\s|update\s+\S+\s+set\s|merge\s+into\s|copy\s+into\s|explain\s|truncate\s|attach\s|(create|drop|alter)\s+(or\s+replace\s+)?(transient\s+|temp\s+|temporary\s+)?(table|view|schema|database|pipe|stage|role|user)\b)/i;

/** Part of a statement; words of ours have other spaces. */
const PART =
  /\w::(varchar|timestamp|date|double|decimal|bigint|boolean)\b|\bcount_if\(|\bis distinct from\b|\bnulls (first|last)\b|\bcoalesce\(|\bcount\(\*\)/;

/** A metric's file holds an aggregate and a condition, a dimension's an expression; statements are put together of them. */
const MADE_OF_METRICS = ['metric-sql', 'question-sql'].map((name) => `lambdas/sql/metrics/${name}.ts`);

interface Text {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Texts of a file: whole literals, and templates with a mark where something is filled in. */
function* textsIn(file: string, source: string, node: unknown): Generator<Text> {
  if (typeof node !== 'object' || node === null) return;
  const { type, start, value, quasis } = node as {
    type?: string;
    start?: number;
    value?: unknown;
    quasis?: readonly { readonly value: { readonly cooked: string } }[];
  };
  const line = source.slice(0, start).split('\n').length;
  if (type === 'Literal' && typeof value === 'string') yield { file, line, text: value };
  if (type === 'TemplateLiteral') yield { file, line, text: quasis!.map((one) => one.value.cooked).join('…') };
  for (const child of Object.values(node)) yield* textsIn(file, source, child);
}

const textsOf = (file: string, source: string): Text[] => [
  ...textsIn(file, source, parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }, file)),
];

const files = ['bin', 'lib', 'lambdas', 'local', 'web'].flatMap((folder) => [...sourcesBelow(folder)]);
const sourceOf = (file: string) => readFileSync(`${root}/${file}`, 'utf8');
const outside = files.filter((file) => !MAY.test(file));
const place = ({ file, line, text }: Text) => `${file}:${line}: ${text.trim().slice(0, 60)}`;

describe('SQL in TypeScript', () => {
  it.each([
    ['a literal', "run('delete from ops.things')", 1],
    ['a template', `run(\`\n  select \${columns} from \${table}\`)`, 1],
    ['one that begins with a step', 'run(`with a as (select 1) select * from a`)', 1],
    ['a table that is made', "run('Create or Replace  table x as select 1')", 1],
    ['a sentence', "say('select a period, or create a new one')", 0],
  ])('is found: %s', (_, source, found) => {
    const texts = textsOf('a.ts', source).filter(({ text }) => STATEMENT.test(text) && !/^select an? /.test(text));
    expect(texts).toHaveLength(found);
  });

  it('is in adapters and where files of sql/ are compiled, and nowhere else', () => {
    const texts = outside.flatMap((file) => textsOf(file, sourceOf(file))).filter(({ text }) => STATEMENT.test(text));
    expect(texts.map(place)).toEqual([]);
  });

  it('is no part of a statement either', () => {
    const texts = outside.flatMap((file) => textsOf(file, sourceOf(file))).filter(({ text }) => PART.test(text));
    expect(texts.map(place)).toEqual([]);
    expect(PART.test('coalesce(a::varchar, b)')).toBe(true);
  });

  it('of what is compiled comes from files', () => {
    const compiling = files.filter((file) => file.startsWith('lambdas/sql/') && !MADE_OF_METRICS.includes(file));
    const texts = compiling.flatMap((file) => textsOf(file, sourceOf(file))).filter(({ text }) => STATEMENT.test(text));
    expect(texts.map(place)).toEqual([]);
  });

  it('is quoted by adapters alone', () => {
    const quoting = /replaceAll\(\s*(["'`])(?:'|\\')\1\s*,\s*(["'`])(?:''|\\'\\')\2\s*\)|replace\(\s*\/'\/g\s*,/;
    expect(files.filter((file) => !file.startsWith('lambdas/adapters/') && quoting.test(sourceOf(file)))).toEqual([]);
    expect(quoting.test(`text.replaceAll("'", "''")`)).toBe(true);
  });

  it('has no dialect above the adapters', () => {
    const naming = files.filter(
      (file) =>
        /^lambdas\/(?!adapters\/)/.test(file) && !/\.generated\.ts$/.test(file) && /\bdialect\b/i.test(sourceOf(file)),
    );
    expect(naming).toEqual([]);
  });
});
