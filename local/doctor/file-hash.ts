import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';

export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

/** Compares a file with its known size and hash; undefined when they match. */
export async function wrongWith(
  path: string,
  { bytes, sha256 }: { readonly bytes?: number | undefined; readonly sha256: string },
  isThorough: boolean,
): Promise<string | undefined> {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) return found ? 'it is not a file' : 'it is missing';
  if (bytes !== undefined && found.size !== bytes) return `it has ${found.size} bytes, ${bytes} were written`;
  if (!isThorough) return undefined;
  const hash = await hashOf(path);
  return hash.startsWith(sha256) ? undefined : 'its content is not what was written';
}
