// Chaos runs over every source until time is up, each verified against the world; findings are printed and counted.
import type { Source } from '../../lambdas/extractors/engine/source.ts';
import { ChaosPool } from './chaos-pool.ts';
import type { ChaosOutcome } from './chaos-run.ts';

export interface ChaosOptions {
  readonly seed: number;
  readonly minutes: number;
  /** Share of answers that fail. */
  readonly rate: number;
  readonly sources: readonly Source[];
  readonly say: (line: string) => void;
}

const COUNTED = ['records', 'calls', 'lost', 'silent', 'doubled', 'invented', 'changed'] as const;

export interface ChaosResult extends Readonly<Record<(typeof COUNTED)[number], number>> {
  readonly rounds: number;
  readonly sources: number;
  readonly faults: number;
  readonly injected: Readonly<Record<string, number>>;
  readonly failed_slices: readonly string[];
}

/** At least one complete pass; another begins while there is time. */
export async function chaos({ seed, minutes, rate, sources, say }: ChaosOptions): Promise<ChaosResult> {
  const end = performance.now() + minutes * 60_000;
  const pool = new ChaosPool();
  // The longest first, so that none runs alone at the end.
  const ordered = sources.toSorted((a, b) => b.streams.length - a.streams.length);
  const outcomes: ChaosOutcome[] = [];
  let rounds = 0;
  try {
    do {
      const round = rounds++;
      const runs = ordered.map(async ({ name }) => {
        const at = sources.findIndex((one) => one.name === name);
        const task = { source: name, world: seed + round, seed: seed * 10_000 + round * 100 + at, rate };
        const outcome = await pool.run(task);
        say([lineOf(rounds, outcome), ...outcome.examples.map((text) => `    ${text}`)].join('\n'));
        return outcome;
      });
      outcomes.push(...(await Promise.all(runs)));
    } while (performance.now() < end);
  } finally {
    pool.close();
  }
  return { ...summed(outcomes), rounds, sources: sources.length };
}

const total = (injected: ChaosOutcome['injected']) => Object.values(injected).reduce((sum, times) => sum + times, 0);

/** Injected faults by kind: `throttled 12, repeated 9`. */
export const kindsOf = (injected: ChaosOutcome['injected']): string =>
  Object.entries(injected)
    .filter(([, times]) => times > 0)
    .map(([kind, times]) => `${kind} ${times}`)
    .join(', ');

function lineOf(round: number, one: ChaosOutcome): string {
  const read = `${String(one.records).padStart(7)} records, ${String(one.calls).padStart(5)} calls, ${String(total(one.injected)).padStart(4)} faults`;
  const found = `${one.lost} lost, ${one.doubled} doubled, ${one.silent} silent, ${one.invented} invented, ${one.changed} changed`;
  return `round ${round}  ${one.source.padEnd(11)} ${read} (${kindsOf(one.injected)}): ${found}`;
}

function summed(outcomes: readonly ChaosOutcome[]): Omit<ChaosResult, 'rounds' | 'sources'> {
  const injected: Record<string, number> = {};
  for (const outcome of outcomes)
    for (const [kind, times] of Object.entries(outcome.injected)) injected[kind] = (injected[kind] ?? 0) + times;
  const counts = COUNTED.map((name) => [name, outcomes.reduce((sum, outcome) => sum + outcome[name], 0)]);
  return {
    ...(Object.fromEntries(counts) as Record<(typeof COUNTED)[number], number>),
    faults: total(injected),
    injected,
    failed_slices: outcomes.flatMap(({ failed }) => failed),
  };
}
