// Landed files that the pipes failed to load: Snowflake keeps the history for fourteen days, and shows it to any role
// that may read the table.
import type { LandedFile } from '../../contracts/manifest.ts';
import type { Row, UnloadableFile } from '../../ports/warehouse.ts';
import type { Session } from './connection.ts';
import { snowflakeSpelling } from './words.ts';

interface Load extends Row {
  /** Its path, relative to the stage or to the folder that the pipe reads. */
  readonly file_name: string;
  readonly status: string;
  readonly error_line: number | null;
}

/** History of an older load is gone: such a file counts as still loading. */
const DAYS_KEPT = 13;

/** @returns files of one table whose newest load failed; only the line of the error, because messages quote the file */
export async function failedLoads(
  session: Session,
  { database, table }: { readonly database: string; readonly table: string },
  files: readonly LandedFile[],
): Promise<readonly UnloadableFile[]> {
  const loads = await session.query<Load>(
    `select file_name, status, first_error_line_number as error_line
     from table(${database}.information_schema.copy_history(table_name => ${snowflakeSpelling.literal(`${database}.${table}`)}, start_time => dateadd(day, -${DAYS_KEPT}, current_timestamp())))
     qualify row_number() over (partition by file_name order by last_load_time desc, status) = 1`,
  );
  const failed = loads.filter(({ status }) => /^load failed$/i.test(status));
  return files.flatMap(({ key }) => {
    const load = failed.find(({ file_name }) => `/${key}`.endsWith(`/${file_name.replace(/^\/+/, '')}`));
    if (!load) return [];
    const place = load.error_line === null ? '' : ` (line ${load.error_line})`;
    return { key, reason: `the pipe cannot load it${place}` };
  });
}
