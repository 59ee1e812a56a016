import type { Candidate } from '../ports/warehouse.ts';
import type { Model } from '../sql/library.ts';
import { drop } from './relations.ts';

/**
 * Leaves one row a key: the one with the greatest version. The greatest of a set does not depend on the order in which its
 * members came, which is why a build from new files equals a build from all of them.
 *
 * Before losers go, keys that two different things claim are noted for the gate: columns that never change in the life of a
 * key differ, or one reading shows one version of a key with two contents.
 *
 * @param changed a table of keys to look at; all of them when absent
 */
export async function keepWinners(candidate: Candidate, model: Model, table: string, changed?: string): Promise<void> {
  const { key, claims } = model.header;
  const version = model.header.version!;
  const keys = key.join(', ');
  const twice = `${model.table}__twice`;
  const among = changed ? `where ${inKeys(key, changed)}` : '';
  await candidate.execute(
    `create or replace table ${twice} as select ${keys} from ${table} ${among} group by ${keys} having count(*) > 1`,
  );
  const [found] = await candidate.query<{ count: number }>(`select count(*) as count from ${twice}`);
  if (found && found.count > 0) {
    const keyText = key.map((column) => `${column}::varchar`).join(" || ' ' || ");
    const note = (reason: string, group: string, having: string) =>
      candidate.execute(
        `insert into staging._key_conflicts
         select distinct '${model.name}', key, '${reason}' from (
             select ${keyText} as key from ${table} where ${inKeys(key, twice)} group by ${group} having ${having}
         ) as conflicts`,
      );
    for (const column of claims) await note(`${column} differs`, keys, `count(distinct ${column}) > 1`);
    await note('one version, two contents', `${keys}, ${version[0]}, _slice_id`, 'count(distinct _content) > 1');
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
  await drop(candidate, twice);
}

const inKeys = (key: readonly string[], table: string) =>
  `(${key.join(', ')}) in (select ${key.join(', ')} from ${table})`;
