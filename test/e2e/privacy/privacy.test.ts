import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { afterFirstRun } from '../helpers/calm.ts';
import { Needles } from '../helpers/needles.ts';

/** Every file under a folder but the vault's, readable: decompressed, tables dumped. */
async function* texts(home: string): AsyncGenerator<{ where: string; text: string }> {
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

const truthLines = (world: string, table: string) =>
  readFileSync(join(world, 'truth', `${table}.ndjson`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, string>);

describe('personal data', () => {
  const { machine, first: run } = afterFirstRun();
  afterAll(() => machine.forget());

  const needlesOf = () => {
    const world = `${machine.home}-world`;
    const values = truthLines(world, 'pii_all').map((row) => String(row.value));
    const canaries = truthLines(world, 'pii_canaries').flatMap((row) => Object.values(row).map(String));
    const forms = canaries.filter((text) => /zqcanary|\+1999|^[0-9a-f]{32,64}$/i.test(text));
    return new Needles([...values, ...forms, 'zqcanary', '+1999']);
  };

  it('is nowhere under home but in the vault: no address, phone, street, name or canary of the world', async () => {
    const needles = needlesOf();
    const found: string[] = [];
    let files = 0;
    for await (const { where, text } of texts(machine.home)) {
      files++;
      for (const needle of needles.foundIn(text)) found.push(`${where}: ${needle}`);
    }
    for (const needle of needles.foundIn(run.stdout + run.stderr)) found.push(`stdout: ${needle}`);
    expect(found).toEqual([]);
    expect(files).toBeGreaterThan(30);
  });

  it('is in the vault, where the same scan finds it', async () => {
    const vault = readdirSync(join(machine.home, 'vault'), { recursive: true, encoding: 'utf8' });
    const parts = vault.filter((name) => name.endsWith('.ndjson.gz'));
    const text = parts.map((name) => gunzipSync(readFileSync(join(machine.home, 'vault', name))).toString()).join('\n');
    const found = needlesOf().foundIn(text);
    expect(found.length).toBeGreaterThan(500);
    expect(found).toContain('zqcanary');
  });
});
