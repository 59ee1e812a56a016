// The golden store: the records of every golden case as a connection of its own, landed alike in both warehouses.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { openDuckdb } from '../../../lambdas/adapters/duckdb/warehouse.ts';
import { Session, type SnowflakeOptions } from '../../../lambdas/adapters/snowflake/connection.ts';
import { snowflakeWarehouse } from '../../../lambdas/adapters/snowflake/warehouse.ts';
import { snowflakeSpelling } from '../../../lambdas/adapters/snowflake/words.ts';
import type { LandedFile } from '../../../lambdas/contracts/manifest.ts';
import type { Candidate, Warehouse } from '../../../lambdas/ports/warehouse.ts';
import type { SqlLibrary } from '../../../lambdas/sql/library.ts';
import { buildModel } from '../../../lambdas/transform/build-model.ts';
import { planModels } from '../../../lambdas/transform/plan-models.ts';
import { RAW_TABLES } from '../../golden/harness.ts';
import { migrations } from '../../helpers/migrations.ts';

const cases = resolve(import.meta.dirname, '../../golden/marts');
const asOfCase = (name: string) =>
  (JSON.parse(readFileSync(join(cases, name, 'case.json'), 'utf8')) as { as_of: string }).as_of;

/** Behind every record. */
const GOLDEN_AS_OF = readdirSync(cases).map(asOfCase).sort().at(-1)!;

/** One file as it would have landed. */
interface Landed extends LandedFile {
  readonly lines: readonly { readonly envelope: Readonly<Record<string, string | number>>; readonly record: string }[];
}

/** `given/<source>.<stream>[@<reading time>].ndjson` of every case, each reading later than those before. */
function goldenFiles(): Landed[] {
  const files = readdirSync(cases).flatMap((name) =>
    readdirSync(join(cases, name, 'given')).map((file) => {
      const [, source = '', stream = '', at = asOfCase(name)] =
        /^([a-z0-9_]+)\.([a-z_]+)(?:@(.+))?\.ndjson$/.exec(file) ?? [];
      const connection = name.replaceAll('-', '_');
      return {
        path: join(cases, name, 'given', file),
        source,
        connection,
        stream,
        at: at.replace(/T(\d\d)(\d\d)Z$/, 'T$1:$2:00Z'),
      };
    }),
  );
  files.sort((a, b) => (a.at + a.path < b.at + b.path ? -1 : 1));
  return files.map(({ path, source, connection, stream, at }, index) => {
    const records = readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    const slice = `slice-${String(index).padStart(6, '0')}`;
    const common = { _source: source, _connection: connection, _stream: stream, _run_id: 'run', _slice_id: slice };
    return {
      ...{ source, connection, stream, rows: records.length },
      key: `landing/${source}/${connection}/${stream}/dt=2026-01-01/run/${slice}.ndjson`,
      lines: records.map((record, _row) => ({ envelope: { ...common, _extracted_at: at, _row }, record })),
    };
  });
}

/** @param folder where its files lie while they are read */
export async function onDuckdb(folder: string): Promise<Warehouse> {
  const warehouse = await openDuckdb({
    path: ':memory:',
    migrations,
    pathOf: (key) => join(folder, key),
  });
  await warehouse.migrate(RAW_TABLES);
  const files = goldenFiles();
  for (const { key, lines } of files) {
    mkdirSync(dirname(join(folder, key)), { recursive: true });
    const texts = lines.map(({ envelope, record }) => `${JSON.stringify(envelope).slice(0, -1)},"record":${record}}`);
    writeFileSync(join(folder, key), `${texts.join('\n')}\n`);
  }
  await warehouse.loadFiles(files);
  return warehouse;
}

/** Through the driver; records go into raw as a pipe would put them there. */
export async function onSnowflake(options: SnowflakeOptions): Promise<Warehouse> {
  const warehouse = snowflakeWarehouse(options, migrations);
  await warehouse.migrate(RAW_TABLES);
  const session = await Session.open(options);
  const files = goldenFiles();
  for (const { key, source, stream, lines } of files) {
    const names = Object.keys(lines[0]?.envelope ?? {});
    const rows = lines.map(({ envelope, record }) =>
      [record, ...names.map((name) => String(envelope[name])), key].map(snowflakeSpelling.literal).join(', '),
    );
    const columns = names.map((name, at) => {
      const type = { _extracted_at: '::timestamp_ntz', _row: '::bigint' }[name] ?? '';
      return `column${at + 2}${type}`;
    });
    await session.execute(
      `insert into ${options.database}.raw.${source}__${stream} (record, ${names.join(', ')}, _file, _loaded_at)
       select parse_json(column1), ${columns.join(', ')}, column${names.length + 2}, '2026-01-01'::timestamp_ntz
       from values ${rows.map((row) => `(${row})`).join(', ')}`,
    );
  }
  await warehouse.loadFiles(files);
  await session.close();
  return warehouse;
}

/** Builds every model that has SQL, wave by wave. @returns the candidate, and its tables in the order they were built */
export async function buildAll(
  warehouse: Warehouse,
  library: SqlLibrary,
): Promise<{ candidate: Candidate; tables: readonly string[] }> {
  const ref = { run_id: 'golden', as_of: GOLDEN_AS_OF, full_refresh: false };
  const { waves } = await planModels(ref, { warehouse, library });
  const tables: string[] = [];
  for (const model of waves.flat()) {
    await buildModel({ ...ref, model }, { warehouse, library });
    tables.push(library.models.get(model)!.table);
  }
  return { candidate: await warehouse.candidate(ref.run_id), tables };
}
