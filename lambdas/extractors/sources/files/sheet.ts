import type { Decimals } from '../../engine/files/numbers.ts';

/** A row of a file; an empty cell is null. */
export interface SheetRow {
  /** From 1: the line of a CSV, the place in a Parquet file. */
  readonly line: number;
  readonly cells: readonly (string | null)[];
}

/** A file as a table of texts, its first rows not yet read. */
export interface Sheet {
  /** Of what is in it: the same under every name. */
  readonly hash: string;
  readonly header: readonly string[];
  readonly decimals: Decimals;
  /** Where the header is missing, what seems to be the matter. */
  readonly hint?: string | undefined;
  rows(): AsyncGenerator<SheetRow>;
  /** What was put aside for reading is gone. */
  close(): Promise<void>;
}
