// One source of one world: read once without faults, then with faults; both results are compared with each other and
// with the world.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sources } from '../../lambdas/extractors/sources/index.ts';
import { createSyntheticWorld } from '../world/synthetic.ts';
import { readThrough } from './faulty-reading.ts';
import { stage } from './staged.ts';
import { type StreamComparison, verify } from './verify.ts';

export interface ChaosTask {
  readonly source: string;
  /** Seed of the world and of the faults. */
  readonly world: number;
  readonly seed: number;
  /** Share of answers that fail. */
  readonly rate: number;
}

/** Numbers of records, and of faults. */
export interface ChaosOutcome {
  readonly source: string;
  readonly records: number;
  readonly calls: number;
  readonly injected: Readonly<Record<string, number>>;
  readonly lost: number;
  readonly silent: number;
  readonly doubled: number;
  readonly invented: number;
  readonly changed: number;
  /** Slices that were given up, with the errors that named them. */
  readonly failed: readonly string[];
  /** One line per stream with some of its wrong records. */
  readonly examples: readonly string[];
}

export async function runChaos({ source: name, world: worldSeed, seed, rate }: ChaosTask): Promise<ChaosOutcome> {
  const source = sources.find((one) => one.name === name)!;
  const world = createSyntheticWorld({ size: 'tiny', seed: worldSeed });
  const folder = await mkdtemp(join(tmpdir(), 'retailpulse-chaos-'));
  const [calmFolder, faultyFolder] = [join(folder, 'calm'), join(folder, 'faulty')];
  try {
    const calm = await readThrough(world, source, { seed, rate: 0, folder: calmFolder });
    const faulty = await readThrough(world, source, { seed, rate, folder: faultyFolder });
    const comparisons = await verify(world, faulty, calm);
    const staged = await stage(faulty, faultyFolder);
    const count = (of: (one: StreamComparison) => number) => comparisons.reduce((sum, one) => sum + of(one), 0);
    return {
      source: name,
      records: count(({ exists }) => exists),
      calls: faulty.calls,
      injected: faulty.injected,
      lost: count(({ lost }) => lost.length),
      silent: count(({ silent }) => silent.length),
      doubled: staged.reduce((sum, one) => sum + one.doubled, 0),
      invented: count(({ invented }) => invented.length),
      changed: count(({ changed }) => changed.length),
      failed: faulty.failed.map(({ stream, error }) => `${stream}: ${error}`),
      examples: comparisons.flatMap(exampleOf),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function exampleOf({ stream, lost, silent, invented, changed }: StreamComparison): string[] {
  const parts = Object.entries({ lost, silent, invented, changed }).filter(([, ids]) => ids.length > 0);
  if (parts.length === 0) return [];
  const texts = parts.map(([kind, ids]) => `${ids.length} ${kind}, such as ${ids.slice(0, 3).join(' ')}`);
  return [`${stream}: ${texts.join('; ')}`];
}
