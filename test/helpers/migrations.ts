import { resolve } from 'node:path';
import { readMigrations } from '../../lambdas/adapters/sql/read-migrations.ts';

/** Files of `sql/migrations`, in order. */
export const migrations = readMigrations(resolve(import.meta.dirname, '../../sql/migrations'));
