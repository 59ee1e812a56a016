import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseLibrary, type SqlLibrary } from '../../lambdas/sql/library.ts';
import { readSqlFolder } from '../../lambdas/sql/read-folder.ts';

const folder = fileURLToPath(new URL('../../sql', import.meta.url));

/** Everything under `sql/`. */
export const library = await readSqlFolder(folder);

const STATEMENTS = readdirSync(join(folder, 'statements'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.sql'))
  .map((file) => [`statements/${file}`, readFileSync(join(folder, 'statements', file), 'utf8')] as const);

/** A library of these files, with the statements that states of the pipeline need beside them. */
export const libraryOf = (files: Iterable<readonly [file: string, text: string]>): SqlLibrary =>
  parseLibrary(new Map([...STATEMENTS, ...files]));
