import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Candidate } from '../../lambdas/ports/warehouse.ts';
import { CARRIED, differing } from '../helpers/carried-columns.ts';
import { library as whole } from '../helpers/library.ts';
import { toCsv } from './csv.ts';
import { Bench, beneath, type Given } from './harness.ts';

const root = join(import.meta.dirname, 'marts');
const accepts = process.env.GOLDEN_ACCEPT === '1';

interface Case {
  readonly about: string;
  readonly as_of: string;
  /** Marts whose rows are compared, or staging that no mart reads yet. */
  readonly marts: readonly string[];
}

const read = (name: string): Case => JSON.parse(readFileSync(join(root, name, 'case.json'), 'utf8')) as Case;

/** `given/<source>.<stream>[@<reading time>].ndjson`, readings in the order of their times. */
async function landGiven(name: string, bench: Bench, asOf: string): Promise<void> {
  const folder = join(root, name, 'given');
  const files = readdirSync(folder).map((file) => {
    const [, stream, at = asOf] = /^([a-z0-9_]+\.[a-z_]+)(?:@(.+))?\.ndjson$/.exec(file)!;
    return { file, stream: stream!, at: at.replace(/T(\d\d)(\d\d)Z$/, 'T$1:$2:00Z') };
  });
  for (const { file, stream, at } of files.sort((a, b) => (a.at + a.file < b.at + b.file ? -1 : 1))) {
    const lines = readFileSync(join(folder, file), 'utf8').split('\n');
    const given: Given = { [stream]: lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line)) };
    await bench.land(given, at);
  }
}

async function rowsOf(mart: string, bench: Bench, candidate: Candidate): Promise<string> {
  const { table, header } = bench.library.models.get(mart)!;
  const columns = Object.keys(header.columns);
  const rows = await candidate.query(`select ${columns.join(', ')} from ${table} order by ${header.key.join(', ')}`);
  return toCsv(columns, rows);
}

describe.each(readdirSync(root).filter((name) => existsSync(join(root, name, 'case.json'))))('given %s', (name) => {
  const { about, as_of, marts } = read(name);

  it(about, async () => {
    const bench = await Bench.open(beneath(whole, marts));
    try {
      await landGiven(name, bench, as_of);
      const candidate = await bench.build('golden', as_of);
      await rm(join(root, name, 'actual'), { recursive: true, force: true });
      for (const mart of marts) await compare(name, mart, await rowsOf(mart, bench, candidate));
      const there = await candidate.tables('marts');
      for (const one of CARRIED.filter(({ table, of }) => there.has(table) && there.has(`marts.${of.mart}`)))
        expect(await candidate.query(differing(one)), `${one.table}.${one.column}`).toEqual([{ n: 0 }]);
    } finally {
      await bench.close();
    }
  });
});

/** A missing expectation is written on a laptop and fails in CI; a difference leaves `actual/` beside it. */
async function compare(name: string, mart: string, actual: string): Promise<void> {
  const expected = join(root, name, 'expect', `${mart}.csv`);
  if (accepts || (!existsSync(expected) && process.env.CI !== 'true')) {
    await mkdir(join(root, name, 'expect'), { recursive: true });
    await writeFile(expected, actual);
  }
  const known = existsSync(expected) ? readFileSync(expected, 'utf8') : undefined;
  if (known !== actual) {
    await mkdir(join(root, name, 'actual'), { recursive: true });
    await writeFile(join(root, name, 'actual', `${mart}.csv`), actual);
  }
  expect(actual, `${name}/${mart}; accept with npm run golden:accept`).toBe(known);
}
