import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';

/** Every file under a folder but the vault's, readable: decompressed, tables dumped. */
export async function* textsOf(home: string): AsyncGenerator<{ where: string; text: string }> {
  for (const name of readdirSync(home, { recursive: true, encoding: 'utf8' })) {
    const path = join(home, name);
    if (name.startsWith('vault') || /\.(wal|tmp)$/.test(name) || !existsSync(path)) continue;
    if (name.endsWith('.duckdb')) yield* dumped(name, `attach '${path}' as home (read_only)`, tablesOf);
    else if (name.endsWith('.parquet')) yield* dumped(name, undefined, async () => [`read_parquet('${path}')`]);
    else if (/\.\w+$/.test(name)) {
      const bytes = readFileSync(path);
      yield { where: name, text: (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString() };
    }
  }
}

type Query = (sql: string) => Promise<unknown[][]>;

async function tablesOf(query: Query): Promise<string[]> {
  const rows = await query("select schema_name || '.' || table_name from duckdb_tables() where database_name = 'home'");
  return rows.map(([name]) => `home.${String(name)}`);
}

async function* dumped(where: string, first: string | undefined, relations: (query: Query) => Promise<string[]>) {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const query: Query = async (sql) => (await connection.runAndReadAll(sql)).getRows();
  if (first) await connection.run(first);
  for (const relation of await relations(query)) {
    const rows = await query(`select to_json(t)::varchar from ${relation} as t`);
    yield { where: `${where}: ${relation}`, text: rows.map(([row]) => String(row)).join('\n') };
  }
  connection.closeSync();
  instance.closeSync();
}
