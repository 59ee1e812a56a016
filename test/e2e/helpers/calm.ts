// One undisturbed run of the tiny world, made once for all stories while other tests run; each story takes a copy.
import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';
import { type Ended, Machine } from './machine.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the machine that runs. */
    calm: string;
  }
}

interface Calm {
  readonly machine: Machine;
  readonly first: Promise<void>;
  /** Layers of tests that have not ended. */
  users: number;
}

/** How the first run of this folder ended; it appears when the run has. */
const endOf = (folder: string) => `${folder}-ended.json`;
const WAIT_MS = 10 * 60_000;

/** Each layer of tests loads this module anew; in one process they share one run through the symbol. */
const CALM = Symbol.for('retailpulse.calm');
const shared = globalThis as { [CALM]?: Calm };

function begin(): Calm {
  const machine = new Machine();
  const keep = (end: Ended) => {
    writeFileSync(`${endOf(machine.folder)}.part`, JSON.stringify(end));
    renameSync(`${endOf(machine.folder)}.part`, endOf(machine.folder));
  };
  const failed = (error: unknown) => keep({ code: 127, stdout: '', stderr: String(error) });
  return { machine, first: machine.start('--world', 'tiny').then(keep, failed), users: 0 };
}

/** Vitest calls it before a layer's first story, and what it returns behind the layer's last. */
export function setup(project: TestProject): () => Promise<void> {
  shared[CALM] ??= begin();
  const calm = shared[CALM];
  calm.users++;
  project.provide('calm', calm.machine.folder);
  return async () => {
    if (--calm.users > 0) return;
    delete shared[CALM];
    await calm.first;
    rmSync(endOf(calm.machine.folder), { force: true });
    calm.machine.forget();
  };
}

/** A machine that has had its first run, and how that run ended. A file of stories asks before its first `describe`. */
export async function afterFirstRun(): Promise<{ machine: Machine; first: Ended }> {
  const folder = inject('calm');
  for (const until = Date.now() + WAIT_MS; !existsSync(endOf(folder)); await sleep(100)) {
    if (Date.now() > until) throw new Error(`the first run of ${folder} has not ended in ${WAIT_MS / 60_000} minutes`);
  }
  const machine = new Machine();
  cpSync(folder, machine.folder, { recursive: true });
  return { machine, first: JSON.parse(readFileSync(endOf(folder), 'utf8')) as Ended };
}
