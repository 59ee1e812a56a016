import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, link, lstat, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import type { Readable } from 'node:stream';
import { InvariantError } from '../../contracts/errors.ts';
import type { ListedObject, ObjectStore, PutCondition, StoredObject } from '../../ports/object-store.ts';

/** Suffix of files still being written; never listed. */
const TEMPORARY = '.part-';

const etagOf = (body: Uint8Array) => createHash('sha256').update(body).digest('hex').slice(0, 32);
const missing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';
const present = (error: unknown) => (error as NodeJS.ErrnoException).code === 'EEXIST';

const isThere = (path: string) =>
  lstat(path).then(
    () => true,
    () => false,
  );

export interface FolderOptions {
  /**
   * Meaning of `changedAt`: when a file was `written`, or when it `arrived` here. A file moved or unpacked into a
   * folder keeps the time it was written; a bucket reports the time of the upload.
   */
  readonly changed?: 'written' | 'arrived';
  /** Only the owner may read folders and files, because they hold personal data. */
  readonly ownerOnly?: boolean;
}

/**
 * A folder with the semantics of a bucket: a put is a rename of a synced temporary file, so a crash leaves either the
 * old object or the new one. Conditions hold against other writers of this process; the home's lock keeps other
 * processes away.
 */
export function filesystemStore(
  root: string,
  { changed = 'written', ownerOnly = false }: FolderOptions = {},
): ObjectStore {
  const queue = new Map<string, Promise<unknown>>();
  const [folderMode, fileMode] = ownerOnly ? [0o700, 0o600] : [0o777, 0o666];

  const pathOf = (key: string): string => {
    const path = resolve(root, key);
    if (!path.startsWith(resolve(root) + sep)) throw new InvariantError(`key ${key} leaves the store's folder`);
    return path;
  };

  /** One conditional write per key at a time. */
  const inTurn = <T>(key: string, task: () => Promise<T>): Promise<T> => {
    const turn = (queue.get(key) ?? Promise.resolve()).then(task, task);
    const settled = turn.catch(() => {});
    queue.set(key, settled);
    settled.then(() => queue.get(key) === settled && queue.delete(key));
    return turn;
  };

  const temporaryBeside = async (path: string): Promise<string> => {
    await mkdir(dirname(path), { recursive: true, mode: folderMode });
    return join(dirname(path), `${TEMPORARY}${process.pid}-${randomBytes(6).toString('hex')}`);
  };

  async function get(key: string): Promise<StoredObject | undefined> {
    try {
      const body = await readFile(pathOf(key));
      return { body, etag: etagOf(body) };
    } catch (error) {
      if (missing(error)) return undefined;
      throw error;
    }
  }

  async function put(key: string, body: string | Uint8Array, condition: PutCondition = {}) {
    const bytes = typeof body === 'string' ? Buffer.from(body) : body;
    return inTurn(key, async () => {
      if (condition.ifMatch !== undefined && (await get(key))?.etag !== condition.ifMatch) return undefined;
      const path = pathOf(key);
      // Only spares the work: the link decides between two writers.
      if (condition.ifAbsent && (await isThere(path))) return undefined;
      const temporary = await temporaryBeside(path);
      const file = await open(temporary, 'wx', fileMode);
      try {
        await file.writeFile(bytes);
        await file.datasync();
      } finally {
        await file.close();
      }
      if (!condition.ifAbsent) {
        await rename(temporary, path);
        return { etag: etagOf(bytes) };
      }
      try {
        await link(temporary, path);
        return { etag: etagOf(bytes) };
      } catch (error) {
        if (present(error)) return undefined;
        throw error;
      } finally {
        await rm(temporary, { force: true });
      }
    });
  }

  async function putFile(key: string, from: string) {
    const path = pathOf(key);
    const temporary = await temporaryBeside(path);
    await copyFile(from, temporary);
    if (ownerOnly) await chmod(temporary, fileMode);
    const file = await open(temporary, 'r+');
    try {
      await file.datasync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    return { etag: `${(await stat(path)).size}` };
  }

  async function read(key: string): Promise<Readable> {
    const path = pathOf(key);
    const found = await lstat(path).catch((error) => {
      throw missing(error) ? new InvariantError(`no object at ${key}, which a manifest lists`) : error;
    });
    if (!found.isFile()) throw new InvariantError(`${key} is a link, a pipe or a device, which is never read`);
    return createReadStream(path);
  }

  async function* list(prefix: string): AsyncGenerator<ListedObject> {
    const folder = prefix.includes('/') ? pathOf(dirname(`${prefix}x`)) : resolve(root);
    for await (const path of filesBelow(folder)) {
      const key = relative(root, path).split(sep).join('/');
      if (!key.startsWith(prefix)) continue;
      const found = await lstat(path).catch(() => undefined);
      if (!found) continue; // deleted since the folder was listed
      const { size, mtimeMs, ctimeMs } = found;
      const changedAt = changed === 'arrived' ? Math.max(mtimeMs, ctimeMs) : mtimeMs;
      yield { key, bytes: size, changedAt, ...(found.isFile() ? {} : { isIrregular: true }) };
    }
  }

  return { get, read, put, putFile, list, delete: (key) => rm(pathOf(key), { force: true }) };
}

/** Every finished file below a folder, in the order of keys (`a-b` before `a/b`, as buckets sort them). */
async function* filesBelow(folder: string): AsyncGenerator<string> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error) => {
    if (missing(error)) return [];
    throw error;
  });
  const order = (entry: { name: string; isDirectory(): boolean }) => entry.name + (entry.isDirectory() ? '/' : '');
  for (const entry of entries.sort((a, b) => (order(a) < order(b) ? -1 : 1))) {
    if (entry.name.startsWith(TEMPORARY)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}
