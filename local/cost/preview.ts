import { join } from 'node:path';
import type { Config } from '../../lambdas/contracts/config.ts';
import { RunRecord } from '../../lambdas/contracts/run-record.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import { wavesOf } from '../../lambdas/sql/graph.ts';
import { readSqlFolder } from '../../lambdas/sql/read-folder.ts';
import type { Settings } from '../../lib/settings.ts';
import { projectRoot } from '../runtime.ts';
import { monthOf } from './month.ts';
import { chargesOf, chargesText, readPrices } from './price.ts';
import { runCost, runCostsText } from './runs.ts';

const sql = join(projectRoot, 'sql');

/** What a month of a stage would cost, before it is deployed: nothing is asked of anybody. */
export async function costPreview(
  settings: Settings,
  config: Config,
  ordersPerMonth: number,
  year: number,
): Promise<string> {
  const list = readPrices();
  const month = monthOf(settings, config, await readSqlFolder(sql), ordersPerMonth, year);
  const runs = `${Math.round(month.ingests).toLocaleString('en')} ingests and ${Math.round(month.pipelines).toLocaleString('en')} pipelines`;
  const head = `Stage ${settings.stage}, ${ordersPerMonth.toLocaleString('en')} orders a month: ${runs} in ${Math.round(month.slices).toLocaleString('en')} slices\n`;
  return `${head}${chargesText(chargesOf(month, list), list)}`;
}

/** What the newest runs of a stage have cost, newest first. */
export async function costOfRuns(store: ObjectStore, config: Config, count: number): Promise<string> {
  const keys: string[] = [];
  for await (const { key } of store.list('ops/runs/')) keys.push(key);
  const waves = wavesOf(await readSqlFolder(sql));
  const models = { models: waves.flat().length, waves: waves.length, mlModels: config.ml_models.length };
  const list = readPrices();
  const costs = [];
  for (const key of keys.slice(-count).reverse()) {
    const object = await store.get(key);
    if (object) costs.push(await runCost(RunRecord.parse(JSON.parse(object.body.toString())), store, models, list));
  }
  return costs.length === 0 ? 'No run has left a record yet.\n' : runCostsText(costs);
}
