import type { Row } from '../../ports/warehouse.ts';
import type { SqlSession } from '../sql/sql-session.ts';
import type { Session } from './connection.ts';

/** A session that opens with the first statement and is kept for the next invocation. */
export function keptSession(open: () => Promise<Session>) {
  let opening: Promise<Session> | undefined;
  return {
    open: () => {
      opening ??= open().catch((error: unknown) => {
        opening = undefined;
        throw error;
      });
      return opening;
    },
    close: async () => {
      await (await opening)?.close();
      opening = undefined;
    },
  };
}

/** @param open passes the session to each statement */
export const sessionOf = (open: () => Promise<SqlSession>): SqlSession => ({
  execute: async (sql) => (await open()).execute(sql),
  query: async <T extends Row>(sql: string) => (await open()).query<T>(sql),
  columnsOf: async (table) => (await open()).columnsOf(table),
  stream: async function* <T extends Row>(sql: string) {
    yield* (await open()).stream<T>(sql);
  },
});
