import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError, StoredDataError } from '../lambdas/contracts/errors.ts';
import { ReplayOptions } from './replay/csv.ts';
import { AS_OF_DAY, dateOf } from './world/calendar/calendar.ts';

/** Layout of a home folder; raised when an older program could not read it. */
const HOME_VERSION = 1;

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

/** What a start asks for: an origin, or only another day of whatever world the home holds. */
export type Asked = Origin | { readonly kind: 'day'; readonly as_of_day: number };

const HomeFile = z.object({
  version: z.number(),
  origin: Origin,
  world_seed: z.string().optional(),
  /** Name of the key behind its tokens; nobody finds the key from it. */
  token_key: z.string().optional(),
});
export type HomeFile = z.infer<typeof HomeFile>;

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
export async function openHome(home: Home, asked: Asked | undefined): Promise<Origin> {
  for (const folder of [home.root, home.logs, home.temporary]) await mkdir(folder, { recursive: true });
  await mkdir(home.vault, { recursive: true, mode: 0o700 });
  await chmod(home.vault, 0o700);
  const written = await readHomeFile(home);
  if (!written || (asked && !isFilled(home) && written.version === HOME_VERSION)) {
    const origin = originAsked(asked, written?.origin);
    await writeHomeFile(home, { version: HOME_VERSION, origin });
    return origin;
  }
  if (written.version !== HOME_VERSION) {
    throw new ConfigError(
      `${home.root} has layout ${written.version}, this program reads ${HOME_VERSION}; use another --home or the program that made it`,
    );
  }
  const moved = asked && movedTo(asked, written.origin);
  if (moved) {
    await writeHomeFile(home, { ...written, origin: moved });
    return moved;
  }
  if (asked && JSON.stringify(asked) !== JSON.stringify(written.origin)) {
    throw new ConfigError(
      `${home.root} holds ${describe(written.origin)}, not ${asked.kind === 'day' ? 'a synthetic world that has days' : describe(asked)}; use another --home, or remove this one`,
    );
  }
  return written.origin;
}

const SMALL: Origin = { kind: 'synthetic', size: 'small', seed: 42 };

/** What a home that nothing has been read into is filled from. */
function originAsked(asked: Asked | undefined, written: Origin | undefined): Origin {
  if (asked?.kind !== 'day') return asked ?? SMALL;
  return onDay(written?.kind === 'synthetic' ? written : SMALL, asked.as_of_day);
}

type Synthetic = Extract<Origin, { kind: 'synthetic' }>;

/** The day a synthetic world has come to. */
export const dayOf = ({ as_of_day }: Synthetic): number => as_of_day ?? AS_OF_DAY;

const onDay = (origin: Origin, day: number): Origin => {
  if (origin.kind !== 'synthetic') return origin;
  const { as_of_day: _, ...world } = origin;
  return day === AS_OF_DAY ? world : { ...world, as_of_day: day };
};

/**
 * The same world on a later day, as a home moves on: what it has read stays, the next run reads what has happened since.
 * @returns undefined when that is not what is asked for
 * @throws ConfigError for an earlier day: what was read cannot be unread
 */
function movedTo(asked: Asked, written: Origin): Origin | undefined {
  if (written.kind !== 'synthetic') return undefined;
  if (asked.kind !== 'day' && asked.kind !== 'synthetic') return undefined;
  if (asked.kind === 'synthetic' && (asked.size !== written.size || asked.seed !== written.seed)) return undefined;
  // A start that names the world and no day means the world, wherever it has come to.
  if (asked.kind === 'synthetic' && asked.as_of_day === undefined) return written;
  const to = asked.as_of_day ?? dayOf(written);
  if (to >= dayOf(written)) return onDay(written, to);
  throw new ConfigError(
    `the world of this home has come to day ${dayOf(written)} (${isoDay(dayOf(written))}), asked is ${isoDay(to)}: it moves forward only; use another --home`,
  );
}

const isoDay = (day: number) => dateOf(day).toISOString().slice(0, 10);

/** Whatever is read leaves something there. */
export const isFilled = ({ root }: Home): boolean =>
  ['ops', 'landing', 'published'].some((folder) => existsSync(join(root, folder)));

/** Ties a home to the bytes its world is made from. @throws ConfigError when a replayed file or the synthetic world has changed */
export async function confirmWorld(home: Home, seed: string): Promise<void> {
  const written = await readHomeFile(home);
  if (!written || written.world_seed === seed) return;
  if (written.world_seed !== undefined) {
    throw new ConfigError(
      written.origin.kind === 'synthetic'
        ? `${home.root} was filled from ${describe(written.origin)} as an earlier version made it (${written.world_seed}); this one makes ${seed}, in which other people buy other things: use another --home, or remove this one`
        : `${home.root} was filled from ${written.world_seed}, the input is now ${seed}: the file has changed; use another --home`,
    );
  }
  await writeHomeFile(home, { ...written, world_seed: seed });
}

/** Where a demo home stands: the day its world has come to, when something was read of it. */
export async function readDayOf(home: Home): Promise<number | undefined> {
  const written = await readHomeFile(home);
  return written?.origin.kind === 'synthetic' && isFilled(home) ? dayOf(written.origin) : undefined;
}

/** What the doctor writes `version.json` again from. */
export const homeFiles = ({ root }: Home) => ({
  file: join(root, 'version.json'),
  copy: join(root, 'version.copy.json'),
});

/** @returns undefined for a new home. @throws StoredDataError when a home that holds data has no such file, or a damaged one */
async function readHomeFile(home: Home): Promise<HomeFile | undefined> {
  const { file, copy } = homeFiles(home);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined && !isFilled(home)) return undefined;
  const read = text === undefined ? undefined : homeFileIn(text);
  const second = existsSync(copy) ? homeFileIn(await readFile(copy, 'utf8')) : undefined;
  if (read && second && !isSameOrigin(read.origin, second.origin))
    throw new StoredDataError(
      `${file} says that this home was filled from ${describe(read.origin)}, its copy ${copy} from ${describe(second.origin)}: one of them is of another home; remove that one, and \`npm run doctor -- --repair\` writes it again`,
    );
  if (read) return read;
  throw new StoredDataError(
    `${file} ${text === undefined ? 'is gone' : 'is damaged'}: it says what this home was filled from, and nothing else may be read into it; \`npm run doctor -- --repair\` writes it again from its copy, or use another --home`,
  );
}

/** One world on whichever day. */
export function isSameOrigin(one: Origin, other: Origin): boolean {
  const withoutDay = (origin: Origin) => JSON.stringify({ ...origin, as_of_day: undefined });
  return withoutDay(one) === withoutDay(other);
}

/** Undefined when the text is not what was written. */
export function homeFileIn(text: string): HomeFile | undefined {
  try {
    return HomeFile.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

async function writeHomeFile(home: Home, file: HomeFile): Promise<void> {
  const paths = homeFiles(home);
  for (const path of [paths.file, paths.copy]) {
    await writeFile(`${path}.new`, JSON.stringify(file));
    await rename(`${path}.new`, path);
  }
}

/**
 * Ties a home to the key its tokens were made with: with another one no person would be the same any more.
 * @throws ConfigError when it was filled with another key
 */
export async function confirmTokenKey(home: Home, key: Buffer): Promise<void> {
  const written = await readHomeFile(home);
  const name = createHmac('sha256', key).update('retailpulse home').digest('hex').slice(0, 16);
  if (!written || written.token_key === name) return;
  if (written.token_key !== undefined)
    throw new ConfigError(
      `${home.root} was filled with the token key ${written.token_key}, ${home.secrets} holds ${name}: restore the secrets of this home, or use another --home`,
    );
  await writeHomeFile(home, { ...written, token_key: name });
}

/** @throws ConfigError when there can be no folder of that name, or nothing may be written there */
export function makeRoot({ root }: Home): void {
  try {
    mkdirSync(root, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'EEXIST' || code === 'ENOTDIR'
        ? 'a file is in its place'
        : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
          ? `it may not be written there (${code})`
          : String((error as Error).message);
    throw new ConfigError(`${root} cannot be made: ${why}; give another folder as --home`);
  }
}
