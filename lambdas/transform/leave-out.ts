import type { Candidate } from '../ports/warehouse.ts';
import type { ColumnCheck } from '../sql/header.ts';
import type { Model } from '../sql/library.ts';
import { connectionOf, keyText } from '../sql/row-key.ts';

/**
 * Moves staging rows that are worth nothing out of what was built and notes them for the gate: without their key, or without a
 * column that the header calls required, or with one beyond its bounds. Everything beside them stands.
 */
export async function leaveOut(candidate: Candidate, model: Model, rows: string): Promise<void> {
  if (model.layer !== 'staging') return;
  const { columns, key, required, replace_partition } = model.header;
  const breaks = [...new Set([...key, ...required])].map((column) => ({
    column,
    when: brokenWhen(column, columns[column]!.checks),
  }));
  const any = breaks.map(({ when }) => when).join(' or ');
  const [found] = await candidate.query<{ count: number }>(`select count(*) as count from ${rows} where ${any}`);
  if (!found || Number(found.count) === 0) return;
  const names = breaks.map(({ column, when }) => `case when ${when} then ',${column}' else '' end`).join(' || ');
  const column = (name: string, absent: string) => (columns[name] ? name : absent);
  await candidate.execute(
    `insert into staging._left_out
     select '${model.name}', ${keyText(model)}, ${connectionOf(model)}, substr(${names}, 2),
         ${replace_partition ?? 'null'}, ${column('_file', 'null')}, ${column('_row', 'null')}, ${column('_extracted_at', 'null')}
     from ${rows} where ${any}`,
  );
  await candidate.execute(`delete from ${rows} where ${any}`);
}

/** @param groups the groups that are built again; all of them when absent */
export async function forgetLeftOut(candidate: Candidate, model: Model, groups?: string): Promise<void> {
  if (model.layer !== 'staging') return;
  const among = groups ? `and group_key in (select ${model.header.replace_partition} from ${groups})` : '';
  await candidate.execute(`delete from staging._left_out where model = '${model.name}' ${among}`);
}

function brokenWhen(column: string, checks: readonly ColumnCheck[]): string {
  const beyond = checks.flatMap((check) =>
    typeof check === 'object' && 'min' in check
      ? [`${column} < ${check.min}`]
      : typeof check === 'object' && 'max' in check
        ? [`${column} > ${check.max}`]
        : [],
  );
  return [`${column} is null`, ...beyond].join(' or ');
}
