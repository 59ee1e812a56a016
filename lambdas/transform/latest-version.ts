import type { Candidate } from '../ports/warehouse.ts';
import type { Model } from '../sql/library.ts';
import { dropTable } from './relations.ts';

/**
 * Leaves one row a key: the one with the greatest version. The greatest of a set does not depend on the order in which its
 * members came, which is why a build from new files equals a build from all of them.
 *
 * @param changed a table of keys to look at; all of them when absent
 */
export async function keepLatestVersions(
  candidate: Candidate,
  model: Model,
  table: string,
  changed?: string,
): Promise<void> {
  const { key, version = [] } = model.header;
  const keys = key.join(', ');
  const twice = `${model.table}__twice`;
  const among = changed ? `where ${inKeys(key, changed)}` : '';
  await candidate.execute(
    `create or replace table ${twice} as select ${keys} from ${table} ${among} group by ${keys} having count(*) > 1`,
  );
  const [found] = await candidate.query<{ count: number }>(`select count(*) as count from ${twice}`);
  if (found && found.count > 0) {
    await noteConflicts(candidate, model, table, twice);
    const order = version.map((column) => `${column} desc nulls last`).join(', ');
    await candidate.execute(
      `delete from ${table} where (_file, _row) in (
           select _file, _row from (
               select _file, _row, row_number() over (partition by ${keys} order by ${order}) as place
               from ${table} where ${inKeys(key, twice)}
           ) as ranked
           where place > 1
       )`,
    );
  }
  await dropTable(candidate, twice);
}

/**
 * Before losers go, keys that two different things claim are noted for the gate: a column that never changes in the life of a
 * key differs, or one reading shows one version of a key with two contents. The same record read twice is no conflict.
 */
async function noteConflicts(candidate: Candidate, model: Model, table: string, twice: string): Promise<void> {
  const { key, immutable_columns, version = [] } = model.header;
  const { source, stream } = model.source!;
  const keyText = key.map((column) => `claimed.${column}::varchar`).join(" || ' ' || ");
  const note = (reason: string, rows: string, group: string, having: string) =>
    candidate.execute(
      `insert into staging._key_conflicts
       select distinct '${model.name}', key, '${reason}' from (
           select ${keyText} as key from ${rows} where ${inKeys(key, twice, 'claimed.')} group by ${group} having ${having}
       ) as conflicts`,
    );
  const keys = key.map((column) => `claimed.${column}`).join(', ');
  for (const column of immutable_columns)
    await note(`${column} differs`, `${table} as claimed`, keys, `count(distinct claimed.${column}) > 1`);
  await note(
    'one version has two contents',
    `${table} as claimed join raw.${source}__${stream} as received
         on received._file = claimed._file and received._row = claimed._row`,
    `${keys}, claimed.${version[0]}, claimed._slice_id`,
    'count(distinct received.record::varchar) > 1',
  );
}

const inKeys = (key: readonly string[], table: string, prefix = '') =>
  `(${key.map((column) => prefix + column).join(', ')}) in (select ${key.join(', ')} from ${table})`;
