import type { Decimals } from '../../engine/files/numbers.ts';

/** A row of a file; an empty cell is null. */
export interface SheetRow {
  /** From 1: the line of a CSV, the row number of a Parquet file. */
  readonly line: number;
  readonly cells: readonly (string | null)[];
}

/** A file as a table of texts, before its first row is read. */
export interface Sheet {
  /** Content hash: the same under every name. */
  readonly hash: string;
  readonly header: readonly string[];
  readonly decimals: Decimals;
  /** Hint for a missing header. */
  readonly hint?: string | undefined;
  rows(): AsyncGenerator<SheetRow>;
  /** Removes temporary files. */
  close(): Promise<void>;
}
