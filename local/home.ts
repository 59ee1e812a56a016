import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import { ReplayOptions } from './replay/csv.ts';

/** Layout of a home folder; raised when an older program could not read it. */
export const HOME_VERSION = 1;

/** Where everything of one machine lies. */
export interface Home {
  readonly root: string;
  readonly vault: string;
  readonly warehouse: string;
  readonly logs: string;
  readonly temporary: string;
  /** The world of a demo, outside home: the pipeline must not be able to reach its truth. */
  readonly world: string;
  /** Secrets beside home, never inside. */
  readonly secrets: string;
}

export function homeAt(folder: string): Home {
  const root = resolve(folder);
  const beside = (suffix: string) => join(dirname(root), `${basename(root)}${suffix}`);
  return {
    root,
    vault: join(root, 'vault'),
    warehouse: join(root, 'warehouse.duckdb'),
    logs: join(root, 'logs'),
    temporary: join(root, 'tmp'),
    world: beside('-world'),
    secrets: beside('.secrets.json'),
  };
}

/** What a home is filled from; one home holds one world or one configuration. */
export const Origin = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('synthetic'),
    size: z.enum(['tiny', 'small', 'medium', 'large']),
    seed: z.number().int(),
    /** Whole days since the world's opening that are past; absent: what is usual, two years. */
    as_of_day: z.number().int().positive().optional(),
  }),
  z.object({ kind: z.literal('replay'), file: z.string(), options: ReplayOptions }),
  z.object({ kind: z.literal('config'), file: z.string() }),
]);
export type Origin = z.infer<typeof Origin>;

const HomeFile = z.object({ version: z.number(), origin: Origin, world_seed: z.string().optional() });
type HomeFile = z.infer<typeof HomeFile>;

const describe = (origin: Origin): string =>
  origin.kind === 'synthetic'
    ? `the synthetic world '${origin.size}' (seed ${origin.seed}${origin.as_of_day === undefined ? '' : `, day ${origin.as_of_day}`})`
    : `${origin.kind} ${origin.file}`;

/**
 * Makes the folder, or checks that this program and this input may use it.
 * @param asked undefined: whatever the home was filled from before, or the small world. A home that nothing has been read into
 * yet, because the file or the configuration it was started with was no good, takes another.
 * @throws ConfigError when it was made by another version or is filled from something else
 */
export async function openHome(home: Home, asked: Origin | undefined): Promise<Origin> {
  for (const folder of [home.root, home.logs, home.temporary]) await mkdir(folder, { recursive: true });
  await mkdir(home.vault, { recursive: true, mode: 0o700 });
  await chmod(home.vault, 0o700);
  const written = await readHomeFile(home);
  if (!written || (asked && !isFilled(home) && written.version === HOME_VERSION)) {
    const origin = asked ?? { kind: 'synthetic', size: 'small', seed: 42 };
    await writeHomeFile(home, { version: HOME_VERSION, origin });
    return origin;
  }
  if (written.version !== HOME_VERSION) {
    throw new ConfigError(
      `${home.root} has layout ${written.version}, this program reads ${HOME_VERSION}; use another --home or the program that made it`,
    );
  }
  if (asked && JSON.stringify(asked) !== JSON.stringify(written.origin)) {
    throw new ConfigError(
      `${home.root} holds ${describe(written.origin)}, not ${describe(asked)}; use another --home, or remove this one`,
    );
  }
  return written.origin;
}

/** Whatever is read leaves something under ops/. */
const isFilled = ({ root }: Home): boolean => existsSync(join(root, 'ops'));

/** Ties a home to the bytes its world is made from. @throws ConfigError when a replayed file has changed */
export async function confirmWorld(home: Home, seed: string): Promise<void> {
  const written = await readHomeFile(home);
  if (!written || written.world_seed === seed) return;
  if (written.world_seed !== undefined) {
    throw new ConfigError(
      `${home.root} was filled from ${written.world_seed}, the input is now ${seed}: the file has changed; use another --home`,
    );
  }
  await writeHomeFile(home, { ...written, world_seed: seed });
}

async function readHomeFile(home: Home): Promise<HomeFile | undefined> {
  const text = await readFile(join(home.root, 'version.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return HomeFile.parse(JSON.parse(text));
  } catch (error) {
    throw new ConfigError(
      `${join(home.root, 'version.json')} cannot be read (it begins '${text.slice(0, 40)}'): restore it, or use another --home`,
      {},
      { cause: error },
    );
  }
}

async function writeHomeFile(home: Home, file: HomeFile): Promise<void> {
  const path = join(home.root, 'version.json');
  await writeFile(`${path}.new`, JSON.stringify(file));
  await rename(`${path}.new`, path);
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** @throws ConfigError when there can be no folder of that name */
function makeRoot({ root }: Home): void {
  try {
    mkdirSync(root, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' || code === 'ENOTDIR' ? 'a file is in its place' : String((error as Error).message);
    throw new ConfigError(`${root} cannot be made: ${why}; give another folder as --home`);
  }
}

/**
 * Makes this process the only owner of a home. A lock left by a process that is gone is taken over.
 * @returns releases the lock
 * @throws ConfigError naming the owner's process id
 */
export function lockHome(home: Home): () => void {
  makeRoot(home);
  const path = join(home.root, 'home.lock');
  for (;;) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, String(process.pid));
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const owner = Number(readFileSync(path, 'utf8'));
      if (owner && owner !== process.pid && alive(owner)) {
        throw new ConfigError(`${home.root} is in use by process ${owner}; stop it, or use another --home`);
      }
      rmSync(path, { force: true });
    }
  }
}
