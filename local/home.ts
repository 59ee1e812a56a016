import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError, StoredDataError } from '../lambdas/contracts/errors.ts';
import { ReplayOptions } from './replay/csv.ts';
import { AS_OF_DAY, dateOf } from './world/calendar/calendar.ts';

/** Layout version of a home folder; raised when an older program could not read it. */
const HOME_VERSION = 1;

/** Paths of a home on a single machine. */
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

/** Origin of a home; a home holds one world or one configuration. */
export const Origin = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('synthetic'),
    size: z.enum(['tiny', 'small', 'medium', 'large']),
    seed: z.number().int(),
    /** Number of past days since the world's opening; absent: the default of two years. */
    as_of_day: z.number().int().positive().optional(),
  }),
  z.object({ kind: z.literal('replay'), file: z.string(), options: ReplayOptions }),
  z.object({ kind: z.literal('config'), file: z.string() }),
]);
export type Origin = z.infer<typeof Origin>;

/** Origin requested by a start, or only another day of the home's world. */
export type Asked = Origin | { readonly kind: 'day'; readonly as_of_day: number };

const HomeFile = z.object({
  version: z.number(),
  origin: Origin,
  world_seed: z.string().optional(),
  /** Identifies the key behind its tokens, without revealing it. */
  token_key: z.string().optional(),
});
export type HomeFile = z.infer<typeof HomeFile>;

const describe = (origin: Origin): string =>
  origin.kind === 'synthetic'
    ? `the synthetic world '${origin.size}' (seed ${origin.seed}${origin.as_of_day === undefined ? '' : `, day ${origin.as_of_day}`})`
    : `${origin.kind} ${origin.file}`;

/**
 * Creates the folder, or checks that this program and this origin may use it.
 * @param asked undefined: the home's own origin, or the small world. A home that holds no data yet, because its file or
 * configuration was invalid, accepts another origin.
 * @throws ConfigError when another version created it or it has another origin
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

/** Default origin of an empty home. */
function originAsked(asked: Asked | undefined, written: Origin | undefined): Origin {
  if (asked?.kind !== 'day') return asked ?? SMALL;
  return onDay(written?.kind === 'synthetic' ? written : SMALL, asked.as_of_day);
}

type Synthetic = Extract<Origin, { kind: 'synthetic' }>;

/** Current day of a synthetic world. */
export const dayOf = ({ as_of_day }: Synthetic): number => as_of_day ?? AS_OF_DAY;

const onDay = (origin: Origin, day: number): Origin => {
  if (origin.kind !== 'synthetic') return origin;
  const { as_of_day: _, ...world } = origin;
  return day === AS_OF_DAY ? world : { ...world, as_of_day: day };
};

/**
 * The same world on a later day: a home moves on, keeps its data, and the next run reads what happened since.
 * @returns undefined when that is not requested
 * @throws ConfigError for an earlier day: data cannot be unread
 */
function movedTo(asked: Asked, written: Origin): Origin | undefined {
  if (written.kind !== 'synthetic') return undefined;
  if (asked.kind !== 'day' && asked.kind !== 'synthetic') return undefined;
  if (asked.kind === 'synthetic' && (asked.size !== written.size || asked.seed !== written.seed)) return undefined;
  // A start that names the world without a day means its current day.
  if (asked.kind === 'synthetic' && asked.as_of_day === undefined) return written;
  const to = asked.as_of_day ?? dayOf(written);
  if (to >= dayOf(written)) return onDay(written, to);
  throw new ConfigError(
    `the world of this home is at day ${dayOf(written)} (${isoDay(dayOf(written))}), after the requested ${isoDay(to)}: a world only moves forward; use another --home`,
  );
}

const isoDay = (day: number) => dateOf(day).toISOString().slice(0, 10);

/** Any reading leaves files there. */
export const isFilled = ({ root }: Home): boolean =>
  ['ops', 'landing', 'published'].some((folder) => existsSync(join(root, folder)));

/** Ties a home to the bytes of its world. @throws ConfigError when a replayed file or the synthetic world has changed */
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

/** Current day of a demo home's world, if anything was read. */
export async function readDayOf(home: Home): Promise<number | undefined> {
  const written = await readHomeFile(home);
  return written?.origin.kind === 'synthetic' && isFilled(home) ? dayOf(written.origin) : undefined;
}

/** The copy from which the doctor restores `version.json`. */
export const homeFiles = ({ root }: Home) => ({
  file: join(root, 'version.json'),
  copy: join(root, 'version.copy.json'),
});

/**
 * @returns undefined for a new home. @throws StoredDataError when a home with data has no such file, or a damaged one
 */
async function readHomeFile(home: Home): Promise<HomeFile | undefined> {
  const { file, copy } = homeFiles(home);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined && !isFilled(home)) return undefined;
  const read = text === undefined ? undefined : homeFileIn(text);
  const second = existsSync(copy) ? homeFileIn(await readFile(copy, 'utf8')) : undefined;
  if (read && second && !isSameOrigin(read.origin, second.origin))
    throw new StoredDataError(
      `${file} names ${describe(read.origin)} as the origin of this home, its copy ${copy} names ${describe(second.origin)}: one of them belongs to another home; remove that one, and \`npm run doctor -- --repair\` writes it again`,
    );
  if (read) return read;
  throw new StoredDataError(
    `${file} ${text === undefined ? 'is gone' : 'is damaged'}: it records the origin of this home, and no other may be read into it; \`npm run doctor -- --repair\` writes it again from its copy, or use another --home`,
  );
}

/** The same world on any day. */
export function isSameOrigin(one: Origin, other: Origin): boolean {
  const withoutDay = (origin: Origin) => JSON.stringify({ ...origin, as_of_day: undefined });
  return withoutDay(one) === withoutDay(other);
}

/** Undefined when the text is damaged. */
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
 * Ties a home to the key of its tokens: with another key no person would match any more.
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

/** @throws ConfigError when the folder cannot be created or written */
export function makeRoot({ root }: Home): void {
  try {
    mkdirSync(root, { recursive: true });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === 'EEXIST' || code === 'ENOTDIR'
        ? 'a file is in its place'
        : code === 'EACCES' || code === 'EPERM' || code === 'EROFS'
          ? `its parent is not writable (${code})`
          : String((error as Error).message);
    throw new ConfigError(`${root} cannot be created: ${why}; give another folder as --home`);
  }
}
