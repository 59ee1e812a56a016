import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError } from '../contracts/errors.ts';
import { Severity } from '../contracts/quality.ts';
import { FaultEffect } from '../contracts/record-fault.ts';
import { Plausible } from './plausible.ts';

/** Column types in the words both engines read; `nested` is a list or object that stays inside staging. */
const ColumnType = z
  .string()
  .regex(
    /^(varchar|bigint|double|boolean|date|timestamp|nested|decimal\(\d+,\d+\))$/,
    'is not a type both engines know',
  );

const severity = Severity.optional();
const bound = (word: 'min' | 'max') => z.strictObject({ [word]: z.number(), severity }) as z.ZodType<Bound>;
type Bound = { min?: number; max?: number; severity?: Severity };

/** What a column promises: a word, or a word with its measure. Severity is `error` unless told otherwise. */
export const ColumnCheck = z.union([
  z.enum(['unique', 'not_null']),
  z.strictObject({ unique: z.literal(true), severity }),
  z.strictObject({ not_null: z.literal(true), severity }),
  z.strictObject({ in: z.string().regex(/^\w+\.\w+$/, 'reads model.column'), severity }),
  z.strictObject({ accepted: z.array(z.string()).min(1), severity }),
  bound('min'),
  bound('max'),
]);
export type ColumnCheck = z.infer<typeof ColumnCheck>;

/** What a table promises as a whole. Age and volume are measured against `as_of` and earlier runs, never against a clock. */
const TableCheck = z.union([
  z.strictObject({ freshness: z.strictObject({ column: z.string(), max_hours: z.number().positive() }), severity }),
  z.strictObject({ volume: z.strictObject({ max_drop: z.number().min(0).max(1) }), severity }),
]);

export const ModelColumn = z.strictObject({
  type: ColumnType.optional(),
  about: z.string().optional(),
  unit: z.string().optional(),
  checks: z.array(ColumnCheck).default([]),
});
export type ModelColumn = z.infer<typeof ModelColumn>;

/** The fields of a vendor's record that a model reads: names at the leaves, `[...]` where the vendor sends a list. */
export type RecordShape = { readonly [field: string]: RecordShape | readonly RecordShape[] | null };
const RecordShape: z.ZodType<RecordShape> = z.lazy(() =>
  z.record(z.string(), z.union([z.null(), z.array(RecordShape).length(1), RecordShape])),
);

export const ModelHeader = z.strictObject({
  model: z.string().regex(/^[a-z][a-z0-9_]*$/),
  about: z.string().optional(),
  grain: z.string(),
  key: z.array(z.string()).min(1),
  /** `written`: no SQL here, its rows come from a state of the pipeline; the header is its contract all the same. */
  materialize: z.enum(['view', 'table', 'incremental', 'written']),
  /** Of a written model: what its rows are computed from. */
  reads: z.array(z.string()).default([]),
  /** Of a model that reads raw: the record's fields, and the columns whose greatest values win among rows of one key. */
  record: RecordShape.optional(),
  version: z.array(z.string()).min(1).optional(),
  /** Columns that never change in the life of one key: two values mean two things claim one key. */
  immutable_columns: z.array(z.string()).default([]),
  /**
   * Columns without which a row is worth nothing, beside its key: which money, of which day. A row that lacks one, or breaks its
   * bounds, is left out by name. Anything else that cannot be read is null, and no row is lost for it.
   */
  required: z.array(z.string()).default([]),
  /** Every reading of a day says all of it: the windows read are kept beside the rows, for `current_rows`. */
  restates: z.boolean().default(false),
  /** Rows of one value of this column change together. An incremental model replaces them so; a table says which did change. */
  replace_partition: z.string().optional(),
  /** The row of a key never changes once it is there, so that an incremental model may read it whole. */
  fixed: z.boolean().default(false),
  owner: z.string(),
  /** The column that says how new it is. */
  date: z.string().optional(),
  decisions: z.array(z.string()).default([]),
  checks: z.array(TableCheck).default([]),
  /** Measures that are compared with their own past. */
  plausible: Plausible.optional(),
  /** The entity whose shape it has. */
  conforms: z.string().optional(),
  /** A model with the same columns, which are written there. */
  columns_of: z.string().optional(),
  columns: z.record(z.string(), ModelColumn).default({}),
});
export type ModelHeader = z.infer<typeof ModelHeader>;

/** Rows of a query that are faults of one record each; columns `amount` and `currency` say what is at stake. */
const CheckedFault = z.strictObject({
  effect: FaultEffect,
  stream: z.string(),
  field: z.string().nullable().default(null),
  reason: z.string(),
});

/** A check that is a query: its rows must not exist. The first column of the query is the sample key. */
export const CheckHeader = z.strictObject({
  check: z.string(),
  about: z.string(),
  table: z.string(),
  family: z.enum(['reconciliation', 'rule', 'unique', 'relationship', 'range']).default('rule'),
  severity: Severity,
  unit: z.string().default('rows'),
  /** Its rows are faults by name. */
  fault: CheckedFault.optional(),
  /** The rows have a column `says`: what is wrong, with figures, in place of `about`. */
  says: z.boolean().default(false),
  /** Most violations allowed. */
  threshold: z.number().default(0),
});
export type CheckHeader = z.infer<typeof CheckHeader>;

export const MacroHeader = z.strictObject({
  macro: z.string(),
  about: z.string(),
  arguments: z.array(z.string()),
  /** Of what a vendor sent: a text, which is cast behind it; a moment; or a sum, of which `refused_by` tells whether it left one out. */
  reads: z.enum(['text', 'moment', 'sum']).optional(),
  refused_by: z.string().optional(),
});
export type MacroHeader = z.infer<typeof MacroHeader>;

/**
 * Cuts a file into its YAML header (`/*---` … `---*\/`) and its SQL.
 * @throws ConfigError naming file, key and what was expected
 */
export function readHeader<T extends z.ZodType>(
  file: string,
  text: string,
  schema: T,
): { header: z.output<T>; sql: string } {
  const cut = /^\s*\/\*---\n([\s\S]*?)\n---\*\/([\s\S]*)$/.exec(text);
  if (!cut) throw new ConfigError(`${file} does not begin with a header; write /*--- … ---*/ above the SQL`);
  let yaml: unknown;
  try {
    yaml = parse(cut[1]!);
  } catch (error) {
    throw new ConfigError(`${file}: the header is not YAML: ${(error as Error).message}`);
  }
  const parsed = schema.safeParse(yaml);
  if (parsed.success) return { header: parsed.data, sql: cut[2]!.trim() };
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.') || 'header'}: ${issue.message}`);
  throw new ConfigError(`${file}: ${wrong.join('; ')}`);
}
