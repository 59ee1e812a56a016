// How often plausibility alarms on a shop in which nothing is wrong: each week of days 60 to 730 of a published home is judged as if it
// were the newest. One mart in one week with a warning or more counts once; budget 1 in 100. Run: npm run bench -- false-alarms, or
// this file alone with the home of a published world (--day D: only the week that ends on that day, with all it says).

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DuckDBInstance } from '@duckdb/node-api';
import { duckdbSpelling } from '../lambdas/adapters/duckdb/words.ts';
import { Current } from '../lambdas/contracts/pipeline.ts';
import type { Candidate, Row } from '../lambdas/ports/warehouse.ts';
import { checkPlausible } from '../lambdas/quality/plausibility/check-plausible.ts';
import { readSqlFolder } from '../lambdas/sql/read-folder.ts';

const DAY = 86_400_000;
const OPENING = Date.parse('2024-10-01');
const [FROM, TO] = [60, 730];
const ROOT = resolve(import.meta.dirname, '..');

const { values, positionals } = parseArgs({ options: { day: { type: 'string' } }, allowPositionals: true });
const made = positionals[0] ? undefined : mkdtempSync(join(tmpdir(), 'retailpulse-false-alarms-'));
const home = positionals[0] ?? join(made!, 'home');
if (made) {
  const start = ['bin/run.mjs', 'bin/local.ts', 'start', '--world', 'small', '--once', '--home', home];
  const { status } = spawnSync(process.execPath, start, { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`The small world was not published: exit code ${status}.`);
}
try {
  await replay(home);
} finally {
  if (made) rmSync(made, { recursive: true, force: true });
}

async function replay(of: string): Promise<void> {
  const { marts } = Current.parse(JSON.parse(readFileSync(join(of, 'published/current.json'), 'utf8')));
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('create schema marts');
  for (const [name, { key }] of Object.entries(marts))
    await connection.run(`create table marts.${name} as select * from '${join(of, key)}'`);
  const query = async <T extends Row>(sql: string) =>
    (await connection.runAndReadAll(sql)).getRowObjectsJson() as unknown as T[];
  const candidate: Pick<Candidate, 'query'> = { query };
  const library = await readSqlFolder(join(ROOT, 'sql'));
  const models = [...library.models.values()].filter(({ name, header }) => header.plausible && marts[name]);
  const days = values.day
    ? [values.day]
    : Array.from({ length: Math.floor((TO - FROM) / 7) + 1 }, (_, week) =>
        new Date(OPENING + (FROM - 1 + 7 * week) * DAY).toISOString().slice(0, 10),
      );
  const alarms: string[] = [];
  const begun = performance.now();
  for (const day of days) {
    for (const model of models) {
      const validations = await checkPlausible(model, day, candidate, {
        ...{ library, asOf: `${day}T00:00:00Z` },
        spelling: duckdbSpelling,
      });
      if (values.day)
        for (const { check, outcome, message } of validations) console.log(model.name, check, outcome, message);
      const failed = validations.filter(({ outcome }) => outcome === 'fail');
      if (failed.length > 0)
        alarms.push(
          `${day} ${model.name}\n${failed.map(({ check, severity, message }) => `    ${check} ${severity}: ${message}`).join('\n')}`,
        );
    }
  }
  const weeks = days.length * models.length;
  console.log(alarms.join('\n'));
  const milliseconds = Math.round((performance.now() - begun) / days.length);
  console.log({
    weeks,
    alarms: alarms.length,
    perHundred: Number(((100 * alarms.length) / weeks).toFixed(2)),
    milliseconds,
  });
}
