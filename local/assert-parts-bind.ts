import { join } from 'node:path';
import { openDuckdb } from '../lambdas/adapters/duckdb/warehouse.ts';
import { readMigrations } from '../lambdas/adapters/sql/read-migrations.ts';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import type { Candidate, Column } from '../lambdas/ports/warehouse.ts';
import { compileModel } from '../lambdas/sql/compile.ts';
import { finalColumns } from '../lambdas/sql/final-columns.ts';
import type { SqlLibrary } from '../lambdas/sql/library.ts';
import type { Model } from '../lambdas/sql/model.ts';
import { projectRoot } from './project-root.ts';

/**
 * Binds every vendor's file of an entity with the engine, over empty tables built from the headers: its columns must
 * exist and have the entity's types. Otherwise the first run would fail.
 * @throws ConfigError naming file, line, column, its type and the expected one
 */
export async function assertPartsBind(library: SqlLibrary): Promise<void> {
  const parts = [...library.entities.values()].flatMap((entity) =>
    entity.parts.flatMap((name) => library.models.get(name) ?? []),
  );
  const read = new Set(parts.flatMap(({ parents }) => parents));
  const warehouse = await openDuckdb({
    path: ':memory:',
    migrations: readMigrations(join(projectRoot, 'sql/migrations')),
    pathOf: (key) => key,
  });
  try {
    await warehouse.migrate([]);
    const candidate = await warehouse.beginCandidate('bind');
    for (const model of library.models.values())
      if (read.has(model.name)) await candidate.ensureTable(model.table, columnsOf(model));
    const wrong: string[] = [];
    for (const part of parts) wrong.push(...(await differences(part, library, candidate)));
    if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
  } finally {
    await warehouse.close();
  }
}

/** Lists and objects stay inside staging, so their inner types do not matter. */
const columnsOf = ({ header }: Model): Column[] =>
  Object.entries(header.columns).map(([name, { type = 'varchar' }]) => ({
    name,
    type: type === 'nested' ? 'varchar' : type,
  }));

async function differences(part: Model, library: SqlLibrary, candidate: Candidate): Promise<string[]> {
  const compilation = { library, spelling: candidate.spelling, asOf: '2026-01-01T00:00:00Z' };
  const place = `sql/${part.file}`;
  const empty = `${part.table}__bound`;
  try {
    await candidate.createTable(empty, compileModel(part, 'all', compilation));
  } catch (error) {
    return [`${place}: ${(error as Error).message.split('\n').slice(0, 2).join(' ')}`];
  }
  const lines = new Map(finalColumns(place, part.sql).columns.map(({ name, line }) => [name, line]));
  return (await candidate.columnsOf(empty)).flatMap(({ name, type }) => {
    const promised = part.header.columns[name]?.type;
    return promised === type
      ? []
      : [
          `${place}, line ${lines.get(name)} below its header: ${name} is ${type}, and ${promised} in entity ${part.header.conforms}`,
        ];
  });
}
