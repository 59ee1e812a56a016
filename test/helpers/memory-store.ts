import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { InvariantError } from '../../lambdas/contracts/errors.ts';
import type { ListedObject, ObjectStore, PutCondition } from '../../lambdas/ports/object-store.ts';

const etagOf = (body: Buffer) => createHash('sha256').update(body).digest('hex');

/**
 * A store that is gone with its test, for stories that are not about disks: nothing is synced, nothing has to be removed.
 * It keeps the promises of every store, and calls its first write the first millisecond.
 */
export function memoryStore(): ObjectStore {
  const objects = new Map<string, { readonly body: Buffer; readonly changedAt: number }>();
  let writes = 0;

  const get: ObjectStore['get'] = async (key) => {
    const found = objects.get(key);
    return found && { body: Buffer.from(found.body), etag: etagOf(found.body) };
  };

  async function put(key: string, content: string | Uint8Array, { ifAbsent, ifMatch }: PutCondition = {}) {
    const before = objects.get(key);
    if (ifAbsent && before) return undefined;
    if (ifMatch !== undefined && (!before || etagOf(before.body) !== ifMatch)) return undefined;
    const body = Buffer.from(content);
    objects.set(key, { body, changedAt: ++writes });
    return { etag: etagOf(body) };
  }

  return {
    get,
    put,
    read: async (key) => {
      const found = objects.get(key);
      if (!found) throw new InvariantError(`no object at ${key}, which a manifest lists`);
      return Readable.from([found.body]);
    },
    putFile: async (key, path) => (await put(key, await readFile(path)))!,
    list: async function* (prefix) {
      const keys = [...objects.keys()].filter((key) => key.startsWith(prefix)).sort();
      for (const key of keys) {
        const { body, changedAt } = objects.get(key) ?? {};
        if (body && changedAt) yield { key, bytes: body.length, changedAt } satisfies ListedObject;
      }
    },
    delete: async (key) => void objects.delete(key),
  };
}
