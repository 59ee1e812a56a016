import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
/** Beside the build, not in it: it is not served. */
const STAMP = join(ROOT, 'dist/web-build.json');

export const WEB_FOLDER = join(ROOT, 'dist/web');

/** Inputs of the build; contracts because the app uses their types and a little of their code. */
const SOURCES = ['web', 'lambdas/contracts', 'vite.config.ts', 'package-lock.json'];

async function* filesBelow(path: string): AsyncGenerator<string> {
  const entries = await readdir(join(ROOT, path), { withFileTypes: true }).catch(() => undefined);
  if (!entries) {
    yield path;
    return;
  }
  for (const entry of entries.sort((a, b) => a.name.localeCompare(b.name))) {
    if (entry.isDirectory()) yield* filesBelow(`${path}/${entry.name}`);
    else yield `${path}/${entry.name}`;
  }
}

/** File times are meaningless after a clone; contents are compared. */
async function sourcesHash(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for await (const file of filesBelow(source)) hash.update(file).update(await readFile(join(ROOT, file)));
  }
  return hash.digest('hex');
}

/**
 * Builds the web app when `dist/web` is missing or outdated.
 * @returns true when it was built, false when it was up to date
 */
export async function ensureWebBuilt(): Promise<boolean> {
  const hash = await sourcesHash();
  const stamp = await readFile(STAMP, 'utf8').catch(() => undefined);
  const built = await readFile(join(WEB_FOLDER, 'index.html')).catch(() => undefined);
  if (built && stamp && (JSON.parse(stamp) as { sources: string }).sources === hash) return false;
  const { build } = await import('vite');
  await build({ configFile: join(ROOT, 'vite.config.ts'), root: join(ROOT, 'web') });
  await mkdir(join(ROOT, 'dist'), { recursive: true });
  await writeFile(STAMP, JSON.stringify({ sources: hash }));
  return true;
}
