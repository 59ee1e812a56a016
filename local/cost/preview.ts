import { join } from 'node:path';
import type { Config } from '../../lambdas/contracts/config.ts';
import { PREFIX } from '../../lambdas/contracts/layout.ts';
import { RunRecord } from '../../lambdas/contracts/run-record.ts';
import { learningModels } from '../../lambdas/ml/index.ts';
import { readDocument } from '../../lambdas/platform/stored-document.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import { wavesOf } from '../../lambdas/sql/graph.ts';
import { readSqlFolder } from '../../lambdas/sql/read-folder.ts';
import type { Settings } from '../../lib/settings.ts';
import { projectRoot } from '../runtime.ts';
import { monthOf } from './month.ts';
import { chargesOf, chargesText, readPrices } from './price.ts';
import { runCost, runCostsText } from './runs.ts';

const sql = join(projectRoot, 'sql');

/** Estimated monthly cost of a stage, before it is deployed; makes no calls. */
export async function costPreview(
  settings: Settings,
  config: Config,
  ordersPerMonth: number,
  year: number,
): Promise<string> {
  const list = readPrices();
  const month = monthOf(settings, config, await readSqlFolder(sql), ordersPerMonth, year);
  const runs = `${Math.round(month.ingests).toLocaleString('en')} ingests and ${Math.round(month.pipelines).toLocaleString('en')} pipelines`;
  const head = `Stage ${settings.stage}, ${ordersPerMonth.toLocaleString('en')} orders per month: ${runs} in ${Math.round(month.slices).toLocaleString('en')} slices\n`;
  const charges = chargesOf(month, list);
  const dollars = charges.reduce((sum, { usd }) => sum + usd, 0);
  return `${head}${chargesText(charges, list)}${notes(settings, list.region, dollars)}`;
}

/** Caveats of the figures, and their relation to the stage's budget. */
function notes({ stage, region, monthly_budget_usd: budget }: Settings, priced: string, dollars: number): string {
  const lines: string[] = [];
  if (region !== priced) lines.push(`The stage is in ${region}, whose prices may differ from those of ${priced}.`);
  if (budget !== undefined && dollars > budget)
    lines.push(
      `◆ That is ${(dollars - budget).toFixed(2)} USD above the budget of ${budget} USD (stages.${stage}.monthly_budget_usd): read less often (schedules), or raise it.`,
    );
  return lines.map((line) => `${line}\n`).join('');
}

/** Cost of a stage's newest runs, newest first. */
export async function costOfRuns(store: ObjectStore, config: Config, count: number): Promise<string> {
  const keys: string[] = [];
  for await (const { key } of store.list(PREFIX.runs)) keys.push(key);
  const waves = wavesOf(await readSqlFolder(sql));
  const models = { models: waves.flat().length, waves: waves.length, mlModels: learningModels(config).length };
  const list = readPrices();
  const costs = [];
  for (const key of keys.slice(-count).reverse()) {
    const record = await readDocument(store, key, RunRecord);
    if (record) costs.push(await runCost(record, store, models, list));
  }
  return costs.length === 0 ? 'No run has left a record yet.\n' : runCostsText(costs);
}
