import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../sql/migrations');

/** Texts of the migrations, in order. */
export const migrations: readonly string[] = readdirSync(folder)
  .sort()
  .map((file) => readFileSync(join(folder, file), 'utf8'));
