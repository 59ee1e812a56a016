import type { Readable } from 'node:stream';

export interface ListedObject {
  readonly key: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly changedAt: number;
  /**
   * A link, a pipe or a device in a folder: it is listed and never read, because reading it may block for ever or leave
   * the folder.
   */
  readonly isIrregular?: true;
}

export interface StoredObject {
  readonly body: Buffer;
  readonly etag: string;
}

/** Conditions of a write; a write whose condition does not hold returns undefined and changes nothing. */
export interface PutCondition {
  /** Write only when nothing is there. */
  readonly ifAbsent?: true;
  /** Write only when the object still has this etag. */
  readonly ifMatch?: string;
}

/**
 * A folder of immutable or compare-and-swapped objects.
 * Promises, proved by the contract suite for each adapter: a `put` is all or nothing and durable when it resolves;
 * `get` of a missing key is undefined; `list` is sorted by key and sees every finished put; `delete` of a missing key is fine;
 * of two conditional puts on one etag exactly one wins.
 */
export interface ObjectStore {
  get(key: string): Promise<StoredObject | undefined>;
  /** Throws InvariantError, not WarehouseError, for a missing key: the caller knows the key from a manifest. */
  read(key: string): Promise<Readable>;
  put(key: string, body: string | Uint8Array, condition?: PutCondition): Promise<{ etag: string } | undefined>;
  /** Uploads a file of this machine; the file is left in place. */
  putFile(key: string, path: string): Promise<{ etag: string }>;
  list(prefix: string): AsyncIterable<ListedObject>;
  delete(key: string): Promise<void>;
}
