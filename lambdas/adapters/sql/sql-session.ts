import type { Spelling } from '../../ports/spelling.ts';
import type { Column, Row } from '../../ports/warehouse.ts';

/** One session with an engine, for adapters. @throws WarehouseError with the statement's first line and the engine's message */
export interface SqlSession {
  execute(sql: string): Promise<void>;
  query<T extends Row = Row>(sql: string): Promise<T[]>;
  stream<T extends Row = Row>(sql: string): AsyncIterable<readonly T[]>;
  /** Columns of a table or view in its order, with type names both engines know; none when there is no such table. */
  columnsOf(table: string): Promise<readonly Column[]>;
}

/** Differences between the two engines below the port's methods. */
export interface EngineWords {
  readonly spelling: Spelling;
  /** The name as `alter table … rename to` expects it. */
  renamed(table: string): string;
  /** Types of raw tables: the received record, and a moment in UTC. */
  readonly raw: { readonly record: string; readonly timestamp: string };
}
