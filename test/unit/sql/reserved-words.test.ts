import { describe, expect, it } from 'vitest';
import { library } from '../../helpers/library.ts';
import { migrations } from '../../helpers/migrations.ts';

/**
 * Words that Snowflake takes for no name unless it is quoted; DuckDB takes some of them, so nothing else would notice.
 * @see https://docs.snowflake.com/en/sql-reference/reserved-keywords
 */
const RESERVED = new Set(
  `all alter and any as between by case cast check column connect constraint create cross current current_date current_time
   current_timestamp current_user delete distinct drop else exists false following for from full grant group having ilike in
   increment inner insert intersect into is join lateral left like localtime localtimestamp minus natural not null of on or order
   qualify regexp revoke right rlike row rows sample select set some start table tablesample then to trigger true try_cast union
   unique update using values when whenever where with`.split(/\s+/),
);

/** Words that stand where a name does: behind `as`, behind a point, as the column of a table that is made. */
function namesIn(sql: string): string[] {
  const bare = sql.replace(/--.*$/gm, '').replace(/'(?:[^']|'')*'|"[^"]*"|\{\{[\s\S]*?\}\}/g, '␣');
  const behind = [...bare.matchAll(/(?:\bas\s+|\w\.)([a-z_]+)\b(?!\s*\()/gi)].map((found) => found[1]!);
  const made = [...bare.matchAll(/create table[^(]*\(([\s\S]*?)\n\)/gi)].flatMap((found) =>
    [...found[1]!.matchAll(/^\s*([a-z_]+)\s/gim)].map((column) => column[1]!),
  );
  return [...behind, ...made].map((name) => name.toLowerCase());
}

describe('names that Snowflake reserves', () => {
  it('are found', () => {
    const sql = `select count(*) as rows, a.order, 'as table', "row" from x`;
    expect(namesIn(sql).filter((name) => RESERVED.has(name))).toEqual(['rows', 'order']);
    expect(namesIn('create table if not exists ops.x (\n    key varchar,\n    rows bigint\n)')).toContain('rows');
  });

  const texts = [
    ...migrations.map(({ name, text }) => [name, text] as const),
    ...[...library.models.values()].map(({ file, sql }) => [file, sql] as const),
    ...[...library.statements.values()].map(({ file, sql }) => [file, sql] as const),
    ...library.checks.map(({ file, sql }) => [file, sql] as const),
    ...[...library.reports.queries.values()].map(({ file, sql }) => [file, sql] as const),
  ];
  it('name nothing in a text of sql/', () => {
    const wrong = texts.flatMap(([file, sql]) =>
      namesIn(sql)
        .filter((name) => RESERVED.has(name))
        .map((name) => `${file}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });

  it('name no column of a model', () => {
    const wrong = [...library.models.values()].flatMap(({ file, header }) =>
      Object.keys(header.columns)
        .filter((column) => RESERVED.has(column))
        .map((column) => `${file}: ${column}`),
    );
    expect(wrong).toEqual([]);
  });
});
