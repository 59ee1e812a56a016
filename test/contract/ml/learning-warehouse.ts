import { readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { writeWorldMarts } from '../../../bench/forecast-marts.ts';
import { openDuckdb } from '../../../lambdas/adapters/duckdb/warehouse.ts';
import type { Candidate, Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { compileModel } from '../../../lambdas/sql/compile.ts';
import { parseLibrary, type SqlLibrary } from '../../../lambdas/sql/library.ts';
import type { World } from '../../../local/world/world.ts';
import { onDuckdb } from '../../helpers/engine.ts';
import { migrations } from '../../helpers/migrations.ts';

const sql = resolve(import.meta.dirname, '../../../sql');
const FEATURES = ['ftr_churn', 'ftr_demand_forecast'];
const PARENTS = [
  'marts/dim_products',
  'marts/fct_orders',
  'marts/fct_order_lines',
  'marts/fct_sales',
  'marts/fct_email_events',
  'intermediate/int_today',
];

const read = (path: string, edit: (text: string) => string = (text) => text) =>
  [path, edit(readFileSync(join(sql, path), 'utf8'))] as const;

/** The real feature models over parents that are tables already. */
function library(edit: (text: string) => string): SqlLibrary {
  const table = (path: string) =>
    `/*---\nmodel: ${basename(path)}\ngrain: a row\nkey: [key]\nmaterialize: table\nowner: test\ncolumns: { key: {} }\n---*/\nselect 1`;
  return parseLibrary(
    new Map([
      ...PARENTS.map((path) => [`models/${path}.sql`, table(path)] as const),
      ...FEATURES.map((name) => read(`models/features/${name}.sql`, edit)),
      read('macros/hash_key.sql'),
    ]),
  );
}

/** Builds the feature tables of a candidate that has marts. @param edit changes the models' text */
export async function buildFeatures(
  candidate: Candidate,
  asOf: string,
  edit: (text: string) => string = (text) => text,
): Promise<void> {
  const compilation = onDuckdb(library(edit), asOf);
  for (const name of FEATURES) {
    const sql = compileModel(compilation.library.models.get(name)!, 'all', compilation);
    await candidate.createTable(`features.${name}`, sql);
  }
}

export interface LearningWarehouse {
  readonly warehouse: Warehouse;
  readonly candidate: Candidate;
  readonly asOf: string;
}

/** An in-memory warehouse whose open candidate, of run `run-1`, holds marts and features of a world. The caller closes it. */
export async function learningWarehouse(world: World): Promise<LearningWarehouse> {
  const warehouse = await openDuckdb({ path: ':memory:', migrations, pathOf: (key) => key, threads: 2 });
  await warehouse.migrate([]);
  const candidate = await warehouse.beginCandidate('run-1');
  const asOf = new Date(world.asOf).toISOString();
  await writeWorldMarts(candidate, world);
  await buildFeatures(candidate, asOf);
  return { warehouse, candidate, asOf };
}
