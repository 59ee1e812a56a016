import type { Spelling } from '../../ports/spelling.ts';
import type { Row } from '../../ports/warehouse.ts';

/** One session with an engine, for adapters. @throws WarehouseError with the statement's first line and the engine's message */
export interface SqlSession {
  execute(sql: string): Promise<void>;
  query<T extends Row = Row>(sql: string): Promise<T[]>;
  stream<T extends Row = Row>(sql: string): AsyncIterable<readonly T[]>;
}

/** A column as an engine's catalogue describes it. */
export interface DescribedColumn extends Row {
  readonly name: string;
  readonly type: string;
  readonly digits: number | null;
  readonly places: number | null;
}

/** Differences between the two engines below the port's methods. */
export interface EngineWords {
  readonly spelling: Spelling;
  /** A select of the columns of one table as `DescribedColumn`, in the table's order. */
  describe(schema: string, name: string): string;
  /** The type name both engines know. */
  typeOf(column: DescribedColumn): string;
  /** The name as `alter table … rename to` expects it. */
  renamed(table: string): string;
  /** Types of raw tables: the received record, and a moment in UTC. */
  readonly raw: { readonly record: string; readonly timestamp: string };
}
