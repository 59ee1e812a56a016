import { fileURLToPath } from 'node:url';
import { readSqlFolder } from '../../lambdas/sql/read-folder.ts';

/** Everything under `sql/`. */
export const library = await readSqlFolder(fileURLToPath(new URL('../../sql', import.meta.url)));
