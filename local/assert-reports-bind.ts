import { join } from 'node:path';
import { openDuckdb } from '../lambdas/adapters/duckdb/warehouse.ts';
import { readMigrations } from '../lambdas/adapters/sql/read-migrations.ts';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import type { Column } from '../lambdas/ports/warehouse.ts';
import type { SqlLibrary } from '../lambdas/sql/library.ts';
import type { Model } from '../lambdas/sql/model.ts';
import { lineOf } from '../lambdas/sql/nearest.ts';
import { compileReport } from '../lambdas/sql/reports/compile-report.ts';
import { refsOf } from '../lambdas/sql/reports/reports.ts';
import { projectRoot } from './project-root.ts';

/**
 * Binds every query of `sql/reports/` with the engine, over empty tables built from the headers. A report that reads a
 * renamed column would otherwise fail with its first publication.
 * @throws ConfigError naming file, line, the column and the nearest one
 */
export async function assertReportsBind(library: SqlLibrary): Promise<void> {
  const queries = [...library.reports.queries.values()].filter(({ sql }) => sql !== '');
  const read = new Set(queries.flatMap((query) => refsOf(query, library.reports.queries)));
  const models = [...library.models.values()].filter(({ name }) => read.has(name));
  const warehouse = await openDuckdb({
    path: ':memory:',
    migrations: readMigrations(join(projectRoot, 'sql/migrations')),
    pathOf: (key) => key,
  });
  try {
    await warehouse.migrate([]);
    const candidate = await warehouse.beginCandidate('bind');
    for (const model of models) await candidate.ensureTable(model.table, columnsOf(model));
    await candidate.publish();
    const tables = new Set(models.map(({ table }) => table));
    const wrong: string[] = [];
    for (const query of queries) {
      const asking = { library, spelling: warehouse.spelling, lastDay: '2026-01-01', currency: 'EUR', tables };
      const statement = compileReport(query, asking);
      await warehouse.assertBinds(statement).catch((error: Error) => {
        wrong.push(told(query.file, query.sql, error.message));
      });
    }
    if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
  } finally {
    await warehouse.close();
  }
}

const columnsOf = ({ header }: Model): Column[] =>
  Object.entries(header.columns).map(([name, { type = 'varchar' }]) => ({ name, type }));

/** The engine's message, with the place in our file. The SQL's lines follow those of the header. */
function told(file: string, sql: string, message: string): string {
  const [, column] =
    /column "?(?:\w+"?\.)?"?(\w+)"? not found/i.exec(message) ?? /column named "(\w+)"/.exec(message) ?? [];
  const [, candidates] = /Candidate (?:bindings|functions): (.*)/.exec(message) ?? [];
  const place = column === undefined ? '' : `, line ${lineOf(sql, column)} of its query`;
  const what = column === undefined ? message.split('\n')[0]! : `no table it reads has a column ${column}`;
  return `${file}${place}: ${what}${candidates === undefined ? '' : `; the nearest: ${candidates}`}`;
}
