import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Migration } from './migrator.ts';

/** The files of a folder of migrations, in the order of their names. */
export const readMigrations = (folder: string): Migration[] =>
  readdirSync(folder)
    .sort()
    .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
