import { posix } from 'node:path';
import { ConfigError } from '../../../contracts/errors.ts';
import type { ObjectStore } from '../../../ports/object-store.ts';

/**
 * A folder of a store as a store of its own.
 * @param folder `a/b/.` is `a/b`
 * @throws ConfigError when it leads out of the store's root
 */
export function belowPrefix(store: ObjectStore, folder: string): ObjectStore {
  if (folder.split('/').includes('..'))
    throw new ConfigError(`folder '${folder}' leads out of the drop folder; name one below it`);
  const prefix = posix.join(folder, '/');
  return {
    get: (key) => store.get(prefix + key),
    read: (key) => store.read(prefix + key),
    put: (key, body, condition) => store.put(prefix + key, body, condition),
    putFile: (key, path) => store.putFile(prefix + key, path),
    delete: (key) => store.delete(prefix + key),
    async *list(inside) {
      for await (const { key, ...object } of store.list(prefix + inside))
        yield { key: key.slice(prefix.length), ...object };
    },
  };
}
