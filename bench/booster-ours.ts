// One training in a process of its own: `booster-ours.ts <job.json>`; times are printed, predictions written.
import { readFileSync, writeFileSync } from 'node:fs';
import { predict, toXgboostJson, train } from '../lambdas/ml/booster/index.ts';
import type { BoosterJob } from './booster.ts';

const job = JSON.parse(readFileSync(process.argv[2]!, 'utf8')) as BoosterJob;
const floats = (path: string) => {
  const bytes = readFileSync(path);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
};
const x = floats(job.x);
const y = floats(job.y);
const { rows, columns, threads, params } = job;
const started = performance.now();
const model = await train({ x, y, rows, columns, params, threads });
const seconds = (performance.now() - started) / 1000;
const scores = predict(model, floats(job.test));
writeFileSync(job.out, scores);
writeFileSync(`${job.out}.json`, toXgboostJson(model));
console.log(JSON.stringify({ seconds }));
