import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { afterFirstRun } from '../../e2e/helpers/calm.ts';
import { ended, Machine } from '../../e2e/helpers/machine.ts';

/** Moments at which the machine is switched off, drawn once so that a failure can be repeated. */
const SEED = Number(process.env.KILL_SEED ?? 7);
const KILLS = Number(process.env.KILLS ?? 20);
/** About what a whole run takes: most kills hit one. */
const WHOLE_RUN_MS = 2500;

function* random(seed: number): Generator<number> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

const { machine: calm } = await afterFirstRun();

describe('a machine that is switched off again and again', () => {
  const killed = new Machine();
  afterAll(() => [calm, killed].forEach((machine) => void machine.forget()));

  it(`publishes the same marts after ${KILLS} kills (seed ${SEED})`, async () => {
    const dice = random(SEED);
    let interrupted = 0;
    for (let kill = 0; kill < KILLS; kill++) {
      const child = killed.begin('--world', 'tiny');
      const end = ended(child);
      await Promise.race([wait(400 + (dice.next().value as number) * WHOLE_RUN_MS), end]);
      if (child.exitCode === null) interrupted++;
      child.kill('SIGKILL');
      await end;
    }
    expect(interrupted).toBeGreaterThan(KILLS / 2);
    const last = await killed.start('--world', 'tiny');
    expect(last.stderr).toBe('');
    expect(last.code).toBe(0);
    expect(killed.marts()).toEqual(calm.marts());
  });
});
