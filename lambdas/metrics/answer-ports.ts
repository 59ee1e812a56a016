import type { Spelling } from '../ports/spelling.ts';
import type { BoundStatement } from '../sql/metrics/question-sql.ts';
import type { Catalogues } from './question.ts';

/** A cell as JSON shows it; decimals keep their digits. */
export type Cell = unknown;
export interface Answer {
  readonly metric: string;
  readonly name: string;
  readonly unit: string;
  readonly kind: string;
  readonly formula: string;
  /** Names of the columns: those asked by, `currency` of amounts, `value`, and beside a comparison `before` and `change`. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  /** Currencies of rows that no rate leads to the currency of the reports, with their number: they are in no value. */
  readonly outside: readonly { readonly currency: string; readonly rows: number }[];
}

/** Runs one statement over published marts; `marts` are those it reads. */
export type Run = (statement: BoundStatement, marts: readonly string[]) => Promise<readonly Record<string, Cell>[]>;

export interface AnswerPorts {
  readonly library: Catalogues;
  readonly spelling: Spelling;
  readonly run: Run;
}
