import { z } from 'zod';
import { Unit } from '../../contracts/tile/sentence.ts';
import { readHeader } from '../header.ts';

const Header = z.strictObject({
  metric: z.string().regex(/^[a-z][a-z0-9_]*$/),
  name: z.string(),
  about: z.string(),
  formula: z.string(),
  kind: z.enum(['additive', 'semi-additive', 'ratio', 'non-additive']),
  unit: Unit,
  /** The mart an aggregate reads; metrics composed of metrics leave it out. */
  from: z.string().startsWith('marts.').optional(),
  /** The day column that assigns a row to a period; without it the figure is as of now. */
  date: z.string().optional(),
  where: z.string().optional(),
  currency: z.string().optional(),
  polarity: z.enum(['up', 'down', 'none']),
  owner: z.string(),
  /** The line of the merchant's plan that is its target. */
  planned: z.string().optional(),
  /** Span of a figure without a day, in words. */
  span: z.string().default('as of now'),
  differs: z.string().default(''),
  tests: z.strictObject({ min: z.number().optional(), max: z.number().optional() }),
});

/** A metric times +1 or −1. */
export interface Term {
  readonly sign: 1 | -1;
  readonly metric: string;
}

type Expression =
  | { readonly form: 'aggregate'; readonly sql: string }
  | { readonly form: 'sum'; readonly terms: readonly Term[] }
  | { readonly form: 'ratio'; readonly numerator: readonly Term[]; readonly denominator: readonly Term[] };

export type Metric = z.output<typeof Header> & { readonly expression: Expression; readonly file: string };

const REFERENCE = String.raw`\{\{ metric\('([a-z0-9_]+)'\) \}\}`;
const SUM = `${REFERENCE}(?: [+-] ${REFERENCE})*`.replaceAll('([a-z0-9_]+)', '[a-z0-9_]+');
const RATIO = new RegExp(String.raw`^(?:\((${SUM})\)|(${SUM})) / nullif\((${SUM}), 0\)$`);

function terms(text: string): Term[] {
  return [...text.matchAll(new RegExp(String.raw`([+-])?\s*${REFERENCE}`, 'g'))].map(([, sign, metric]) => ({
    sign: sign === '-' ? -1 : 1,
    metric: metric!,
  }));
}

function expressionOf(body: string): Expression {
  const ratio = RATIO.exec(body);
  if (ratio) {
    return { form: 'ratio', numerator: terms(ratio[1] ?? ratio[2]!), denominator: terms(ratio[3]!) };
  }
  if (new RegExp(`^${SUM}$`).test(body)) return { form: 'sum', terms: terms(body) };
  return { form: 'aggregate', sql: body };
}

/**
 * Reads one file of `sql/metrics`: a YAML header between `/*---` and `---*\/`, then one expression. It is an aggregate over a mart,
 * a sum of other metrics, or `sum / nullif(sum, 0)`: a ratio is always a ratio of sums.
 *
 * @throws ConfigError naming the file and what is wrong
 */
export function parseMetric(file: string, content: string): Metric {
  const { header, sql } = readHeader(file, content, Header);
  return { ...header, file, expression: expressionOf(sql) };
}
