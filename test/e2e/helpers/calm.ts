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

/** Vitest calls it before the first story, and what it returns behind the last. */
export async function setup(project: TestProject): Promise<() => void> {
  const machine = new Machine();
  project.provide('calm', { ...(await machine.start('--world', 'tiny')), folder: machine.folder });
  return () => machine.forget();
}

/** A machine that has had its first run, and how that run ended. */
export function afterFirstRun(): { machine: Machine; first: Ended } {
  const { folder, ...first } = inject('calm');
  const machine = new Machine();
  cpSync(folder, machine.folder, { recursive: true });
  return { machine, first };
}
