// Every vendor's source through one chaos run: nothing lost, doubled, invented or changed, and nothing in silence.
import { describe, expect, it } from 'vitest';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import { chaos } from '../../../local/chaos/chaos.ts';
import { withTwins } from '../../../local/twins/server.ts';

const seed = Number(process.env.CHAOS_SEED ?? 11);

describe(`a chaos run over every source, seed ${seed}`, () => {
  it('ends with what the world holds, record by record', async () => {
    const told: string[] = [];
    const result = await chaos({
      seed,
      minutes: 0,
      rate: 0.25,
      sources: withTwins(sources),
      say: (line) => told.push(line),
    });
    const { lost, silent, doubled, invented, changed, failed_slices, faults, injected, records } = result;
    const found = { lost, silent, doubled, invented, changed };
    expect(found, told.join('\n')).toEqual({ lost: 0, silent: 0, doubled: 0, invented: 0, changed: 0 });
    expect(failed_slices).toEqual([]);
    expect(faults).toBeGreaterThan(300);
    expect(injected.repeated).toBeGreaterThan(5);
    expect(records).toBeGreaterThan(10_000);
  }, 300_000);
});
