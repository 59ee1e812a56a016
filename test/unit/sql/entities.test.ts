// Vendors' files of one entity: the shape they share, the union of them, and what a file of another shape is told.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { duckdbSpelling } from '../../../lambdas/adapters/duckdb/words.ts';
import { compileCheck, compileModel } from '../../../lambdas/sql/compile.ts';
import { parseLibrary } from '../../../lambdas/sql/library.ts';
import { assertPartsBind } from '../../../local/assert-parts-bind.ts';
import { SQL_FOLDER } from '../../golden/harness.ts';
import { library } from '../../helpers/library.ts';

const ENTITY = `/*---
entity: things
about: What vendors say of things.
grain: one row per thing
key: [thing_key]
replace_partition: thing_key
owner: tests
columns:
  thing_key: { type: varchar, checks: [not_null] }
  sold_at: { type: timestamp }
  amount: { type: "decimal(18,4)" }
---*/
`;
const ROWS = `/*---
model: stg_rows
grain: one row per thing
key: [thing_key]
materialize: table
replace_partition: thing_key
owner: tests
columns: { thing_key: { type: varchar }, seen_at: { type: timestamp }, n: { type: bigint } }
---*/
select 1
`;
const part = (vendor: string, columns: string, materialize = 'view', conforms = 'things') => `/*---
model: int_things__${vendor}
conforms: ${conforms}
materialize: ${materialize}
---*/
with

given as (
    select * from {{ changed('stg_rows') }}
),

final as (
    select
        ${columns}
    from given
)

select * from final
`;
const RIGHT = '(n * 2)::decimal(18,4) as amount, thing_key, seen_at as sold_at';
const PLACE = 'models/intermediate/things/int_things__';
const reader = (materialize: string) => `/*---
model: fct_things
grain: one row per thing
key: [thing_key]
materialize: ${materialize}
replace_partition: thing_key
owner: tests
columns: { thing_key: { type: varchar }, amount: { type: "decimal(18,4)" } }
---*/
select thing_key, amount from {{ union_of('things') }} as things
`;

const STATEMENT = readFileSync(join(SQL_FOLDER, 'statements/build/rows_of_part.sql'), 'utf8');

const files = (more: Readonly<Record<string, string>> = {}) => ({
  'entities/things.sql': ENTITY,
  'statements/build/rows_of_part.sql': STATEMENT,
  'models/staging/stg_rows.sql': ROWS,
  [`${PLACE}zeta.sql`]: part('zeta', RIGHT),
  [`${PLACE}alpha.sql`]: part('alpha', RIGHT, 'incremental'),
  'models/marts/x/fct_things.sql': reader('incremental'),
  ...more,
});
const libraryOf = (texts: Readonly<Record<string, string>>) => parseLibrary(new Map(Object.entries(texts)));
const compilation = (library: ReturnType<typeof libraryOf>) =>
  ({ library, spelling: duckdbSpelling, asOf: '2026-10-01T00:00:00Z' }) as const;
const words = (sql: string) => sql.replace(/\s+/g, ' ');

describe('a union of an entity', () => {
  const library = libraryOf(files());
  const mart = library.models.get('fct_things')!;

  it('reads the vendors by the order of their names, each column by its own', () => {
    expect(library.entities.get('things')?.parts).toEqual(['int_things__alpha', 'int_things__zeta']);
    expect(words(compileModel(mart, 'all', compilation(library)))).toBe(
      'select thing_key, amount from ( select thing_key, sold_at, amount from intermediate.int_things__alpha as int_things__alpha' +
        ' union all select thing_key, sold_at, amount from intermediate.int_things__zeta as int_things__zeta ) as things',
    );
  });

  it('is what its reader stands on and follows', () => {
    expect(mart.parents).toEqual(['int_things__alpha', 'int_things__zeta']);
    expect(mart.followed).toEqual(mart.parents);
  });

  it('reads changed groups of a table, and beneath a view changed groups of what the view reads', () => {
    const sql = words(compileModel(mart, 'changed', compilation(library)));
    const changed = '(select thing_key from marts.fct_things__changes)';
    expect(sql).toContain(`(select * from intermediate.int_things__alpha where thing_key in ${changed})`);
    expect(sql).toContain(`given as ( select * from (select * from staging.stg_rows where thing_key in ${changed}) )`);
    expect(sql).not.toContain('from intermediate.int_things__zeta');
  });

  it('is read by a check, too', () => {
    const check = `/*---\ncheck: c\nabout: a\ntable: marts.fct_things\nseverity: warn\n---*/\nselect thing_key as key from {{ union_of('things') }} as t`;
    const found = libraryOf(files({ 'checks/c.sql': check }));
    expect(found.checks[0]!.parents).toEqual(['int_things__alpha', 'int_things__zeta']);
    expect(compileCheck(found.checks[0]!, compilation(found))).toContain('intermediate.int_things__zeta');
  });

  it('names the nearest entity where there is none of a name, and refuses one without a vendor', () => {
    const misspelt = reader('table').replace("union_of('things')", "union_of('thing')");
    expect(() => libraryOf(files({ 'models/marts/x/fct_things.sql': misspelt }))).toThrow(
      "sql/models/marts/x/fct_things.sql: union_of('thing') names no entity; the nearest is things",
    );
    const { [`${PLACE}zeta.sql`]: _, [`${PLACE}alpha.sql`]: __, ...without } = files();
    expect(() => libraryOf(without)).toThrow("which has no vendor's file beside sql/entities/things.sql");
  });
});

describe("a vendor's file", () => {
  const refusedWith = (name: string, text: string) => () => libraryOf(files({ [`${PLACE}${name}.sql`]: text }));
  const line = (vendor: string, columns: string, materialize?: string, conforms?: string) =>
    refusedWith(vendor, part(vendor, columns, materialize, conforms));

  it('has the grain, key, owner and columns of its entity, and words of its own', () => {
    const { header } = libraryOf(files()).models.get('int_things__alpha')!;
    expect(header).toMatchObject({
      grain: 'one row per thing',
      key: ['thing_key'],
      owner: 'tests',
      conforms: 'things',
    });
    expect(header.replace_partition).toBe('thing_key');
    expect(Object.keys(header.columns)).toEqual(['thing_key', 'sold_at', 'amount']);
  });

  it('is refused for a column the entity has not, by file, line and the nearest name', () => {
    expect(line('zeta', 'thing_key,\n        seen_at as sold_on,\n        n as amount')).toThrow(
      `sql/${PLACE}zeta.sql:15: entity things (sql/entities/things.sql) has no column sold_on; the nearest is sold_at`,
    );
  });

  it('is refused for a column that is missing, and one that stands twice', () => {
    expect(line('zeta', 'thing_key, seen_at as sold_at')).toThrow(
      `sql/${PLACE}zeta.sql:12: column amount of entity things (sql/entities/things.sql) is missing; the nearest there is sold_at`,
    );
    expect(line('zeta', `${RIGHT}, n as amount`)).toThrow(`sql/${PLACE}zeta.sql:14: column amount stands twice`);
  });

  it.each([
    [
      'a text with commas and a keyword',
      "coalesce(n, 1) as amount, thing_key || ',from' as thing_key, seen_at as sold_at",
    ],
    ['a comment', '-- n as amuont, from here\n        n as amount, thing_key, seen_at as sold_at'],
    ['a call', "{{ utc('n, m') }} as sold_at, n as amount, thing_key"],
    [
      'a case, an extract and a subquery',
      '(select max(n) from given) as amount, extract(year from seen_at) as sold_at, case when n > 1 then thing_key end as thing_key',
    ],
    ['upper case, and names behind an alias', 'given.thing_key, N AS AMOUNT, given.seen_at As sold_at'],
  ])('may have %s among its columns', (_, columns) => {
    expect(line('zeta', columns)).not.toThrow();
  });

  it('names every column, in a CTE called final', () => {
    expect(line('zeta', 'given.*, n as amount')).toThrow("'given.*' in its final has no alias; name every column");
    expect(refusedWith('zeta', part('zeta', RIGHT).replace('final as', 'last as'))).toThrow("no CTE 'final'");
  });

  it('names an entity there is, and lies where its vendors lie', () => {
    expect(line('zeta', RIGHT, 'view', 'thigns')).toThrow(
      `sql/${PLACE}zeta.sql:3: no entity is called thigns; the nearest is things`,
    );
    const elsewhere = { 'models/intermediate/x/int_things__beta.sql': part('beta', RIGHT) };
    expect(() => libraryOf(files(elsewhere))).toThrow(`a vendor's file of it is sql/${PLACE}<vendor>.sql`);
    const stranger = { 'models/intermediate/things/stranger.sql': ROWS.replace('stg_rows', 'stranger') };
    expect(() => libraryOf(files(stranger))).toThrow("write 'conforms: things', or move it");
  });

  it('says what the vendor says: what is known at as_of is decided above', () => {
    expect(line('zeta', `${RIGHT.replace('(n * 2)', '{{ as_of }}')}`)).toThrow('as_of');
  });

  it('repeats nothing that the entity declares', () => {
    expect(refusedWith('zeta', part('zeta', RIGHT).replace('materialize', 'owner: me\nmaterialize'))).toThrow('owner');
  });

  it('is refused by what follows it, when it reads whole what can change', () => {
    const whole = part('zeta', RIGHT)
      .replace('changed(', 'ref(')
      .replace(' from given\n', " from given join {{ changed('stg_rows') }} as r on true\n");
    expect(refusedWith('zeta', whole)).toThrow('reads all of stg_rows');
  });
});

describe('the build', () => {
  const built = (columns: string) => assertPartsBind(libraryOf(files({ [`${PLACE}zeta.sql`]: part('zeta', columns) })));

  it('is refused for a column of another type than the entity gives it, by file and line', async () => {
    await expect(built('thing_key,\n        seen_at::varchar as sold_at, n::decimal(18,4) as amount')).rejects.toThrow(
      `sql/${PLACE}zeta.sql, line 10 below its header: sold_at is varchar, and timestamp in entity things`,
    );
  });

  it('is refused for a column that nothing beneath the file has, with the nearest', async () => {
    await expect(built('thing_key, sen_at as sold_at, n::decimal(18,4) as amount')).rejects.toThrow(
      new RegExp(`${PLACE}zeta\\.sql: .*sen_at.*seen_at`, 's'),
    );
  });
});

describe('an entity', () => {
  const declared =
    (text: string, file = 'entities/things.sql') =>
    () =>
      libraryOf(files({ [file]: text }));

  it('is called like its file, and names key and partition among its columns', () => {
    expect(declared(ENTITY.replace('entity: things', 'entity: stuff'))).toThrow('a file is named like its entity');
    expect(declared(ENTITY.replace('key: [thing_key]', 'key: [thing_kye]'))).toThrow(
      'sql/entities/things.sql:5: thing_kye is not among the columns; the nearest is thing_key',
    );
  });

  it('gives every column a type', () => {
    expect(declared(ENTITY.replace('{ type: timestamp }', '{ about: when }'))).toThrow('columns.sold_at.type');
  });
});

describe('the entities of sql/', async () => {
  const marts = [...library.models.values()].filter(({ layer }) => layer === 'marts' || layer === 'features');

  it.each([...library.entities.values()].map((one) => [one.name, one] as const))(
    '%s say whose each row is',
    (_, { header }) => {
      for (const column of ['source', 'connection', 'shop_key']) expect(Object.keys(header.columns)).toContain(column);
    },
  );

  it('have each part in the types they declare', () => assertPartsBind(library));

  it('stand between the vendors and every mart', () => {
    const past = marts.flatMap(({ name, parents }) =>
      parents.filter((parent) => parent.startsWith('stg_')).map((parent) => `${name} reads ${parent}`),
    );
    expect(past).toEqual([]);
  });
});
