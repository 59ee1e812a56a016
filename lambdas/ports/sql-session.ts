import type { Row } from './warehouse.ts';

/** One session with Snowflake, for what only its administrator does. */
export interface SqlSession {
  /** @throws WarehouseError with the statement's first line and the engine's message */
  execute(sql: string): Promise<void>;
  query<T extends Row = Row>(sql: string): Promise<T[]>;
}
