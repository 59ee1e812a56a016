import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { parseLibrary, type SqlLibrary } from './library.ts';

/** Reads `sql/` from a local folder; a Lambda ships it beside its bundle. @throws ConfigError as `parseLibrary` */
export async function readSqlFolder(folder: string): Promise<SqlLibrary> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((one) => one.isFile() && one.name.endsWith('.sql'))
    .map((one) => join(one.parentPath, one.name));
  const texts = await Promise.all(
    paths.map(async (path) => [relative(folder, path).split(sep).join('/'), await readFile(path, 'utf8')] as const),
  );
  return parseLibrary(new Map(texts));
}
