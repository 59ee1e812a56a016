// The SQL files of docs/adding.md, and ours beside which they are put.
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const folder = join(root, 'sql');
const page = readFileSync(join(root, 'docs/adding.md'), 'utf8');

/** Path below `sql/` → text, in the order of the page. */
export const EXAMPLES: ReadonlyMap<string, string> = new Map(
  [...page.matchAll(/^```sql sql\/(\S+)\n([\s\S]*?)^```$/gm)].map(([, file, text]) => [file!, text!]),
);

/** Path below `sql/` → text of our own files. */
export async function ownFiles(): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  return new Map(
    await Promise.all(paths.map(async (path) => [relative(folder, path), await readFile(path, 'utf8')] as const)),
  );
}
