// Storms over every source until time is up, each checked against the world; what is found is printed, and counted.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../../lambdas/extractors/engine/source.ts';
import { createSyntheticWorld } from '../world/synthetic.ts';

import { type StagedStream, stage } from './staged.ts';
import { type Stormed, storm } from './storm.ts';
import { type StreamVerdict, verify } from './verify.ts';

export interface ChaosOptions {
  readonly seed: number;
  readonly minutes: number;
  readonly rate: number;
  readonly sources: readonly Source[];
  readonly say: (line: string) => void;
}

export interface ChaosResult {
  readonly rounds: number;
  readonly sources: number;
  readonly calls: number;
  readonly faults: number;
  readonly injected: Readonly<Record<string, number>>;
  readonly records: number;
  readonly lost: number;
  readonly silent: number;
  readonly doubled: number;
  readonly invented: number;
  readonly failed_slices: readonly string[];
}

/** At least one whole round; another begins as long as there is time. */
export async function chaos({ seed, minutes, rate, sources, say }: ChaosOptions): Promise<ChaosResult> {
  const end = performance.now() + minutes * 60_000;
  const total = new Totals();
  do {
    const round = total.rounds++;
    const world = createSyntheticWorld({ size: 'tiny', seed: seed + round });
    for (const [at, source] of sources.entries()) {
      const folder = await mkdtemp(join(tmpdir(), 'retailpulse-chaos-'));
      try {
        const stormed = await storm(world, source, { seed: seed * 10_000 + round * 100 + at, rate, folder });
        say(total.add(stormed, await verify(world, stormed), await stage(stormed, folder)));
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    }
  } while (performance.now() < end);
  return total.result(sources.length);
}

class Totals {
  rounds = 0;
  readonly #injected: Record<string, number> = {};
  readonly #failed: string[] = [];
  #calls = 0;
  #records = 0;
  #lost = 0;
  #silent = 0;
  #doubled = 0;
  #invented = 0;

  /** @returns a line that says how the source did */
  add(stormed: Stormed, verdicts: readonly StreamVerdict[], staged: readonly StagedStream[]): string {
    for (const [kind, times] of Object.entries(stormed.injected))
      this.#injected[kind] = (this.#injected[kind] ?? 0) + times;
    this.#failed.push(...stormed.failed.map(({ stream, error }) => `${stream}: ${error}`));
    this.#calls += stormed.calls;
    const count = (of: (one: StreamVerdict) => number) => verdicts.reduce((sum, one) => sum + of(one), 0);
    const doubled = staged.reduce((sum, one) => sum + one.doubled, 0);
    const found = {
      exists: count(({ exists }) => exists),
      lost: count(({ lost }) => lost.length),
      silent: count(({ silent }) => silent.length),
      invented: count(({ invented }) => invented.length),
    };
    this.#records += found.exists;
    this.#lost += found.lost;
    this.#silent += found.silent;
    this.#invented += found.invented;
    this.#doubled += doubled;
    const faults = Object.values(stormed.injected).reduce((sum, times) => sum + times, 0);
    const wrong = verdicts.filter(({ lost, silent, invented }) => lost.length + silent.length + invented.length > 0);
    const examples = wrong.map(({ stream, lost, silent, invented }) => {
      const parts = Object.entries({ lost, silent, invented }).filter(([, ids]) => ids.length > 0);
      return `${stream}: ${parts.map(([kind, ids]) => `${ids.length} ${kind}, such as ${ids.slice(0, 3).join(' ')}`).join('; ')}`;
    });
    const rest = `${found.lost} lost, ${doubled} doubled, ${found.silent} silent, ${found.invented} invented`;
    const line = `round ${this.rounds}  ${stormed.source.name.padEnd(11)} ${String(found.exists).padStart(7)} records, ${String(stormed.calls).padStart(5)} calls, ${String(faults).padStart(4)} faults: ${rest}`;
    return [line, ...examples.map((text) => `    ${text}`)].join('\n');
  }

  result(sources: number): ChaosResult {
    return {
      rounds: this.rounds,
      sources,
      calls: this.#calls,
      faults: Object.values(this.#injected).reduce((sum, times) => sum + times, 0),
      injected: this.#injected,
      records: this.#records,
      lost: this.#lost,
      silent: this.#silent,
      doubled: this.#doubled,
      invented: this.#invented,
      failed_slices: this.#failed,
    };
  }
}
