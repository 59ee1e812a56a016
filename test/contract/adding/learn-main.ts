// Trains, measures and scores repeat_purchase in a tree that has it, on three hundred customers with rates of their own, and asks CDK for
// its functions. Prints what came out.

import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openDuckdb } from '../../../lambdas/adapters/duckdb/warehouse.ts';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { learningModels, ML_MODELS } from '../../../lambdas/ml/index.ts';
import { scoreModel } from '../../../lambdas/ml/score-model.ts';
import { trainModel } from '../../../lambdas/ml/train-model.ts';
import { compileModel } from '../../../lambdas/sql/compile.ts';
import { readSqlFolder } from '../../../lambdas/sql/read-folder.ts';
import { retailPulseApp } from '../../../lib/app.ts';
import { checkConfig } from '../../../lib/check-config.ts';
import { ANSWER_METRIC, DEPLOY_SITE, FUNCTIONS, MIGRATE } from '../../../lib/functions.ts';
import example from '../../../retailpulse.config.example.ts';
import { onDuckdb } from '../../helpers/engine.ts';
import { migrations } from '../../helpers/migrations.ts';

const root = process.cwd();
const AS_OF = '2026-01-01T00:00:00Z';
const CUSTOMERS = 300;

const library = await readSqlFolder(join(root, 'sql'));
const warehouse = await openDuckdb({ path: ':memory:', migrations, pathOf: (key) => key, threads: 1 });
await warehouse.migrate([]);
const candidate = await warehouse.beginCandidate('r');
// Customer n orders every 10 + n days, from 400 days ago on.
await candidate.createTable(
  'marts.fct_orders',
  `select 'c' || n as customer_key, date '2026-01-01' - 400 + ((10 + n) * k)::integer as order_date, true as is_valid
   from range(${CUSTOMERS}) as customers(n) cross join range(41) as orders(k) where (10 + n) * k < 400`,
);
const features = library.models.get('ftr_repeat_purchase')!;
await candidate.createTable(features.table, compileModel(features, 'all', onDuckdb(library, AS_OF)));

const store = filesystemStore(join(root, 'home'));
const input = { run_id: 'r', as_of: AS_OF, ml_model: 'repeat_purchase' };
const trained = await trainModel(input, { store, warehouse }, ML_MODELS);
const scored = await scoreModel({ ...input, serve_key: trained.serve_key }, { store, warehouse, library }, ML_MODELS);
const scores = await candidate.query(
  `select customer_key, expected_orders from ${scored.table} where customer_key in ('c0', 'c80', 'c299') order by customer_key`,
);
const card = JSON.parse(String((await store.get(trained.serve_key.replace('model.json', 'card.json')))?.body));

const bundles = [...Object.values(FUNCTIONS), ANSWER_METRIC, DEPLOY_SITE, MIGRATE].map(({ feature }) => feature);
for (const name of [...bundles, ...Object.keys(ML_MODELS).map((one) => `ml-${one.replaceAll('_', '-')}`)]) {
  await mkdir(join(root, 'dist/lambdas', name), { recursive: true });
  await writeFile(join(root, 'dist/lambdas', name, 'index.mjs'), `// ${name}`);
}
await mkdir(join(root, 'dist/lambdas/site/web'), { recursive: true });
await writeFile(join(root, 'dist/lambdas/site/web/index.html'), '<!doctype html>');
const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: object };
const config = checkConfig(example, 'the example');
const app = retailPulseApp(config, { context: { ...context, stage: 'dev' }, outdir: join(root, 'cdk.out') });
const names = app
  .synth()
  .stacks.flatMap(({ template }) =>
    Object.values(
      template.Resources as Record<string, { Properties?: { FunctionName?: string; StateMachineName?: string } }>,
    ).flatMap(({ Properties }) => Properties?.FunctionName ?? Properties?.StateMachineName ?? []),
  );
const learning = learningModels(config).map(({ name }) => name);
console.log(
  JSON.stringify({
    trained,
    scored,
    scores,
    card,
    learning,
    deployed: names.filter((name) => /repeat/.test(String(name))),
  }),
);
