// A folder for what all files of a layer need: the first that asks makes it, and each takes a copy.
import { cp, mkdir, mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of what is made once. */
    once: string;
  }
}

const WAIT_MS = 5 * 60_000;

/** Vitest calls it before the layer's first file, and what it returns behind the last. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'retailpulse-once-'));
  project.provide('once', folder);
  return () => rm(folder, { recursive: true, force: true });
}

const isThere = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

/** Fills `folder` with what `make` makes; another file's copy is taken when there is one. */
export async function madeOnce(name: string, folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  const made = join(inject('once'), name);
  const making = `${made}-making`;
  // One of them creates the folder, and the others wait for its new name.
  const isFirst =
    !(await isThere(made)) &&
    (await mkdir(making).then(
      () => true,
      () => false,
    ));
  if (isFirst) {
    try {
      await make(making);
      await rename(making, made);
    } catch (error) {
      await rm(making, { recursive: true, force: true });
      throw error;
    }
  }
  for (const until = Date.now() + WAIT_MS; !(await isThere(made)); await sleep(50)) {
    if (Date.now() > until || !(await isThere(making))) throw new Error(`${name} was not made`);
  }
  await cp(made, folder, { recursive: true });
}
