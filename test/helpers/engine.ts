import { duckdbSpelling } from '../../lambdas/adapters/duckdb/words.ts';
import type { SqlSession } from '../../lambdas/adapters/sql/sql-session.ts';
import type { Candidate } from '../../lambdas/ports/warehouse.ts';
import type { Compilation } from '../../lambdas/sql/compile.ts';
import type { SqlLibrary } from '../../lambdas/sql/library.ts';

/** Runs a statement that no verb of the port says, on the session of a candidate. */
export const execute = (candidate: Candidate, sql: string): Promise<void> =>
  (candidate as unknown as { readonly session: SqlSession }).session.execute(sql);

/** How DuckDB is told, with what counts as now. */
export const onDuckdb = (library: SqlLibrary, asOf: string): Compilation => ({
  ...{ library, asOf },
  spelling: duckdbSpelling,
});
