// Changes the code a little, many times, and asks whether a test notices. Run: npm run mutants -- --help
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { AREAS, filesOf, mutantsOf } from './areas.ts';
import { copyOf } from './copy.ts';
import { applied, diffOf, type Mutant } from './mutant.ts';
import { draw, readEquivalents } from './sample.ts';
import { TestProcess } from './test-process.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const ALLOWED = 0.05;
const HELP = `npm run mutants -- [--only AREA] [--file TEXT] [--sample N|all] [--seed N] [--limit SECONDS] [--list]

Changes one thing in a copy of the project (a comparison, a bound, a constant, a condition, an owner), runs the tests that see it,
and lists the changes that no test noticed. Your own files are never touched.

  --only AREA      one area; may be given more than once. Without it, all of them
  --file TEXT      of an area only the files whose path has this text
  --sample N|all   so many changes of each area, drawn by the seed (30)
  --seed N         draws others (1)
  --limit SECONDS  tests that take longer have noticed, beside three times what they take unchanged (60)
  --list           prints the drawn changes and runs nothing

${Object.entries(AREAS)
  .map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`)
  .join('\n')}

Exit code 1 when more than ${ALLOWED * 100} % of an area's changes were not noticed. Changes that cannot be noticed are listed, with the reason,
in test/mutants/equivalent.json.
`;

const { values } = parseArgs({
  options: {
    help: { type: 'boolean', short: 'h' },
    only: { type: 'string', multiple: true },
    file: { type: 'string', default: '' },
    sample: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    limit: { type: 'string', default: '60' },
    list: { type: 'boolean' },
  },
});

interface Result {
  readonly area: string;
  readonly tried: number;
  readonly of: number;
  readonly survivors: readonly Mutant[];
  readonly timedOut: number;
  readonly seconds: number;
}

const say = (line: string) => process.stdout.write(`${line}\n`);
const sources = new Map<string, string>();
function sourceOf(file: string): string {
  const known = sources.get(file) ?? readFileSync(join(ROOT, file), 'utf8');
  sources.set(file, known);
  return known;
}
function describe(mutant: Mutant): string {
  const { line, was, becomes } = diffOf(mutant, sourceOf(mutant.file));
  return `${mutant.file}:${line} ${mutant.operator}\n    - ${was}\n    + ${becomes}`;
}

function wholeNumber(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  process.stderr.write(`--${name} is a whole number above 0, and was '${text}'\n`);
  process.exit(2);
}

async function runArea(area: string, copy: string, size: number, seed: number, limitMs: number): Promise<Result> {
  const { tests, ...rest } = AREAS[area]!;
  const files = filesOf({ tests, ...rest }, ROOT).filter((file) => file.includes(values.file));
  const all = files.flatMap((file) => mutantsOf(file, ROOT));
  const { mutants, of, stale } = draw(all, size, seed, sourceOf, readEquivalents());
  for (const one of stale) say(`equivalent.json names a change that cannot be made any more: ${one.file}: ${one.was}`);
  const began = performance.now();
  const result = (survivors: Mutant[], timedOut: number) => ({
    ...{ area, tried: mutants.length, of, survivors, timedOut },
    seconds: (performance.now() - began) / 1000,
  });
  if (values.list) {
    for (const mutant of mutants) say(describe(mutant));
    return result([], 0);
  }
  const testing = new TestProcess(copy, tests);
  running = testing;
  const ready = await testing.start();
  say(
    `\n${area}: ${mutants.length} of ${of} changes; ${ready.tests} test files, unchanged in ${ready.seconds.toFixed(1)} s`,
  );
  const survivors: Mutant[] = [];
  let timedOut = 0;
  for (const mutant of mutants) {
    const original = sourceOf(mutant.file);
    const limit = Math.max(limitMs, 3000 * ready.seconds);
    const tried = await testing.attempt(mutant.file, applied(mutant, original), original, limit);
    if (tried === undefined) {
      timedOut += 1;
      writeFileSync(join(copy, mutant.file), original);
      await testing.start();
    } else if (tried.by === undefined && !failsTypes(mutant, applied(mutant, original), copy)) {
      survivors.push(mutant);
      say(`  not noticed by ${tried.seen} test files: ${describe(mutant)}`);
    }
  }
  testing.stop();
  return result(survivors, timedOut);
}

/** A change that no test notices may still be no program: `npm run check` begins with the types. */
function failsTypes({ file }: Mutant, text: string, copy: string): boolean {
  if (!file.endsWith('.ts')) return false;
  writeFileSync(join(copy, file), text);
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '--noEmit'], { cwd: copy, stdio: 'ignore' });
  writeFileSync(join(copy, file), sourceOf(file));
  return status !== 0;
}

let running: TestProcess | undefined;

async function main(): Promise<void> {
  const areas = values.only ?? Object.keys(AREAS);
  const unknown = areas.find((area) => !(area in AREAS));
  if (values.help || unknown !== undefined) {
    process.stdout.write(unknown === undefined ? HELP : `there is no area '${unknown}'\n\n${HELP}`);
    process.exitCode = unknown === undefined ? 0 : 2;
    return;
  }
  const size = values.sample === 'all' ? Number.POSITIVE_INFINITY : wholeNumber('sample', values.sample);
  const seed = wholeNumber('seed', values.seed);
  const limitMs = wholeNumber('limit', values.limit) * 1000;
  const copy = copyOf(ROOT);
  const end = () => {
    running?.stop();
    copy.remove();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      end();
      process.exit(130);
    });
  const results: Result[] = [];
  try {
    for (const area of areas) results.push(await runArea(area, copy.path, size, seed, limitMs));
  } finally {
    end();
  }
  if (values.list) return;
  report(results);
}

function report(results: readonly Result[]): void {
  say('\narea        changes      of  noticed  (by time)  not noticed   share  seconds');
  for (const { area, tried, of, survivors, timedOut, seconds } of results) {
    const share = tried === 0 ? 0 : survivors.length / tried;
    const cells = [tried, of, tried - survivors.length, timedOut, survivors.length].map(String);
    const widths = [7, 8, 9, 11, 13];
    const row = cells.map((cell, at) => cell.padStart(widths[at]!)).join('');
    say(`${area.padEnd(12)}${row}${`${(share * 100).toFixed(1)} %`.padStart(8)}${seconds.toFixed(0).padStart(9)}`);
    if (share > ALLOWED) process.exitCode = 1;
  }
}

await main();
