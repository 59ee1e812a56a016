import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { CommerceSettings } from '../contracts/config.ts';
import { parseLibrary, parseModel, type SqlLibrary } from './library.ts';

/** Reads `sql/` from a local folder; a Lambda ships it beside its bundle. @throws ConfigError as `parseLibrary` */
export async function readSqlFolder(folder: string, settings: CommerceSettings = {}): Promise<SqlLibrary> {
  return { ...parseLibrary(await readSqlFiles(folder)), settings };
}

/** Path below the folder → text. */
export async function readSqlFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((one) => one.isFile() && one.name.endsWith('.sql'))
    .map((one) => join(one.parentPath, one.name));
  const texts = await Promise.all(
    paths.map(async (path) => [relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8')] as const),
  );
  return new Map(texts);
}

/** Where a model's scores are declared, below `sql/`. */
export const scoreTableFile = (table: string) => `models/marts/scores/${table}.sql`;

/** Reads a score table's file alone, for a bundle that carries no other: reading all of `sql/` takes a cold start a second. */
export async function readScoreTable(folder: string, table: string): Promise<Pick<SqlLibrary, 'models'>> {
  const file = scoreTableFile(table);
  return { models: new Map([[table, parseModel(file, await readFile(join(folder, file), 'utf8'))]]) };
}
