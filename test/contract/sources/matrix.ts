// Prints the matrix of the contract suite: source, stream, situation, outcome. Run: node bin/run.mjs test/contract/sources/matrix.ts
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';

const Report = z.object({
  testResults: z.array(
    z.object({
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() }),
      ),
    }),
  ),
});

const folder = mkdtempSync(join(tmpdir(), 'retailpulse-matrix-'));
const file = join(folder, 'report.json');
const root = join(import.meta.dirname, '../../..');
const vitest = join(root, 'node_modules/vitest/vitest.mjs');
const args = ['run', 'test/contract/sources/every-stream.wide.test.ts', '--reporter=json', `--outputFile=${file}`];
const { status } = spawnSync(process.execPath, [vitest, ...args], {
  cwd: root,
  stdio: ['ignore', 'ignore', 'inherit'],
});
const results = Report.parse(JSON.parse(readFileSync(file, 'utf8'))).testResults.flatMap((one) => one.assertionResults);
rmSync(folder, { recursive: true });

/** A situation a source cannot come into is skipped. */
const MARKS: Readonly<Record<string, string>> = { passed: '✓', skipped: '–', pending: '–' };
const situations = [...new Set(results.map(({ title }) => title))];
console.log(situations.map((title, at) => `${String.fromCharCode(97 + at)}  ${title}`).join('\n'));
const streams = Map.groupBy(results, ({ ancestorTitles }) => ancestorTitles.filter(Boolean).join('.'));
const width = Math.max(...[...streams.keys()].map((name) => name.length));
console.log(`\n${''.padEnd(width)}  ${situations.map((_, at) => String.fromCharCode(97 + at)).join(' ')}`);
for (const [name, all] of streams) {
  const marks = situations.map((title) => MARKS[all.find((one) => one.title === title)?.status ?? ''] ?? '×');
  console.log(`${name.padEnd(width)}  ${marks.join(' ')}`);
}
const sources = new Set([...streams.keys()].map((name) => name.split('.')[0]));
const passed = results.filter((one) => one.status === 'passed').length;
const applicable = results.filter((one) => MARKS[one.status] !== '–').length;
console.log(
  `\n${sources.size} sources, ${streams.size} streams, ${situations.length} situations: ${passed} of ${applicable} passed, ${results.length - applicable} not applicable`,
);
process.exitCode = status ?? 1;
