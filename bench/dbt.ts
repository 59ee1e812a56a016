// The same compiled models built by dbt-duckdb, from a copy of the same raw tables: one thread pool of DuckDB, one model per thread.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { duckdbWords } from '../lambdas/adapters/duckdb/words.ts';
import { compileModel, filesOf } from '../lambdas/sql/compile.ts';
import type { SqlLibrary } from '../lambdas/sql/library.ts';
import { AS_OF } from './shops/stream.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '..');
const venv = join(root, '.venv-dbt');
const dbt = join(venv, 'bin/dbt');
const THREADS = 2;

async function install(): Promise<void> {
  if (existsSync(dbt)) return;
  console.log('setting up the peer: dbt-duckdb in .venv-dbt');
  await run('python3', ['-m', 'venv', venv]);
  const requirements = join(root, 'bench/dbt-requirements.txt');
  await run(join(venv, 'bin/python'), ['-m', 'pip', 'install', '--quiet', '--no-deps', '-r', requirements]);
}

/** A model's SQL with dbt's references in place of tables, over all files of its stream. */
function sqlFor(name: string, library: SqlLibrary): string {
  const model = library.models.get(name)!;
  const compiled = compileModel(model, 'all', { library, spelling: duckdbWords.spelling, asOf: AS_OF });
  const files = `(select file from ${filesOf(model)})`;
  const referred = model.parents.reduce(
    (sql, parent) => {
      const { table } = library.models.get(parent)!;
      return sql.replaceAll(new RegExp(`\\b${table.replace('.', '\\.')}\\b`, 'g'), `{{ ref('${parent}') }}`);
    },
    compiled.replaceAll(files, '(select key from ops.landed_files)'),
  );
  const kind = model.header.materialize === 'view' ? 'view' : 'table';
  return `{{ config(materialized='${kind}', schema='${model.layer}') }}\n${referred}\n`;
}

/** Builds all models with dbt in a database that has the raw tables. @returns seconds, without dbt's own parsing of the project */
export async function buildWithDbt(database: string, folder: string, library: SqlLibrary): Promise<number> {
  await install();
  const project = join(folder, 'dbt');
  rmSync(project, { recursive: true, force: true });
  mkdirSync(join(project, 'models'), { recursive: true });
  mkdirSync(join(project, 'macros'));
  const write = (path: string, text: string) => writeFileSync(join(project, path), text);
  write(
    'dbt_project.yml',
    "name: peer\nversion: '1.0.0'\nconfig-version: 2\nprofile: peer\nflags: { send_anonymous_usage_stats: false }\n",
  );
  write(
    'profiles.yml',
    `peer:\n  target: dev\n  outputs:\n    dev: { type: duckdb, path: '${database}', threads: ${THREADS}, settings: { threads: ${THREADS}, preserve_insertion_order: false } }\n`,
  );
  write('macros/schema.sql', '{% macro generate_schema_name(name, node) -%}{{ name }}{%- endmacro %}\n');
  for (const { name, header } of library.models.values())
    if (header.materialize !== 'written') write(`models/${name}.sql`, sqlFor(name, library));
  const folders = ['--project-dir', project, '--profiles-dir', project];
  await command('parse', folders);
  const started = performance.now();
  await command('run', folders);
  return (performance.now() - started) / 1000;
}

async function command(name: 'parse' | 'run', folders: readonly string[]): Promise<void> {
  await run(dbt, [name, '--quiet', ...folders], { maxBuffer: 1e8 }).catch((error: { stdout: string }) => {
    throw new Error(`dbt ${name} failed: ${error.stdout.slice(-2000)}`);
  });
}
