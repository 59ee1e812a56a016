import type { Candidate } from '../ports/warehouse.ts';
import type { Model } from '../sql/library.ts';

/**
 * What incremental builds remember. It lies inside the candidate: a discarded run forgets what it read, a published one keeps
 * it, and neither can be half true.
 */
const STATE_TABLES = [
  'create table if not exists staging._builds (model varchar, fingerprint varchar, run_id varchar, scope varchar)',
  'create table if not exists staging._files_read (model varchar, file varchar)',
  'create table if not exists staging._windows_read (model varchar, connection varchar, window_from timestamp, window_to timestamp, began_at timestamp)',
  'create table if not exists staging._left_out (model varchar, key varchar, connection varchar, column_names varchar, group_key varchar, file varchar, row_number bigint, read_at timestamp)',
  'create table if not exists staging._key_conflicts (model varchar, key varchar, reason varchar)',
] as const;

/** Safe to repeat. */
export async function createStateTables(candidate: Candidate): Promise<void> {
  for (const statement of STATE_TABLES) await candidate.execute(statement);
}

/** How a model was last built. `scope: 'all'` from nothing, `changed` by adding to what was there. */
export interface Build {
  readonly fingerprint: string;
  readonly run_id: string;
  readonly scope: 'all' | 'changed';
}

export async function lastBuild(candidate: Candidate, model: string): Promise<Build | undefined> {
  const [build] = await candidate.query<Build & { [column: string]: string }>(
    `select fingerprint, run_id, scope from staging._builds where model = '${model}'`,
  );
  return build;
}

export async function noteBuild(candidate: Candidate, model: Model, build: Build): Promise<void> {
  await candidate.execute(`delete from staging._builds where model = '${model.name}'`);
  await candidate.execute(
    `insert into staging._builds values ('${model.name}', '${build.fingerprint}', '${build.run_id}', '${build.scope}')`,
  );
}
