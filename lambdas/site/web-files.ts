import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../contracts/errors.ts';
import { FOREVER, REVALIDATE } from '../contracts/security-headers.ts';
import type { WebFile } from '../ports/site-bucket.ts';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json; charset=utf-8',
};

/**
 * The files of a build by URL path. They are listed once, so a request can only name one of them: no path of a request
 * reaches the file system.
 * @throws ConfigError when the folder holds no build
 */
export async function readWebFiles(folder: string): Promise<ReadonlyMap<string, WebFile>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = new Map<string, WebFile>();
  for (const entry of names) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const url = path.slice(folder.length).replaceAll('\\', '/');
    const type = TYPES[entry.name.split('.').at(-1) ?? ''];
    if (!type) continue;
    files.set(url, { type, body: await readFile(path), cache: url.startsWith('/assets/') ? FOREVER : REVALIDATE });
  }
  if (!files.has('/index.html'))
    throw new ConfigError(`${folder} holds no build of the web app; call ensureWebBuilt() first`);
  return files;
}
