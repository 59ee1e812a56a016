// One undisturbed run of the tiny world, made once for all stories; each takes a copy.
import { cpSync } from 'node:fs';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { type Ended, Machine } from './machine.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    calm: Ended & { readonly folder: string };
  }
}

interface Calm {
  readonly machine: Machine;
  readonly first: Promise<Ended>;
  /** Layers of tests that have not ended. */
  users: number;
}

/** Each layer of tests loads this module anew; in one process they share one run through the symbol. */
const CALM = Symbol.for('retailpulse.calm');
const shared = globalThis as { [CALM]?: Calm };

function begin(): Calm {
  const machine = new Machine();
  return { machine, first: machine.start('--world', 'tiny'), users: 0 };
}

/** Vitest calls it before a layer's first story, and what it returns behind the layer's last. */
export async function setup(project: TestProject): Promise<() => void> {
  shared[CALM] ??= begin();
  const calm = shared[CALM];
  calm.users++;
  project.provide('calm', { ...(await calm.first), folder: calm.machine.folder });
  return () => {
    if (--calm.users > 0) return;
    delete shared[CALM];
    calm.machine.forget();
  };
}

/** A machine that has had its first run, and how that run ended. */
export function afterFirstRun(): { machine: Machine; first: Ended } {
  const { folder, ...first } = inject('calm');
  const machine = new Machine();
  cpSync(folder, machine.folder, { recursive: true });
  return { machine, first };
}
