// A copy of the project with the files of docs/adding.md in it: what the page says is done to a tree, and the tree is run.
import { execFile } from 'node:child_process';
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { suiteFolder } from '../../helpers/temporary-folder.ts';

const run = promisify(execFile);
const root = resolve(import.meta.dirname, '../../..');
const COPIED = [
  ...['bench', 'bin', 'docs', 'lambdas', 'lib', 'local', 'sql', 'statemachines', 'test', 'web'],
  ...[
    'cdk.json',
    'package-lock.json',
    'package.json',
    'retailpulse.config.example.ts',
    'tsconfig.json',
    'vite.config.ts',
    'vitest.config.ts',
  ],
];

/** @param parts of the page whose files are put in, by the beginnings of their names */
export async function treeWith(
  ...parts: readonly string[]
): Promise<{ readonly tree: string; readonly touched: string[] }> {
  const tree = suiteFolder();
  await Promise.all(COPIED.map((name) => cp(join(root, name), join(tree, name), { recursive: true })));
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'));
  return { tree, touched: await putIn(tree, parts) };
}

/** @returns a tree that has a copy of one folder with the page's files in it, and links to the folders beside it */
export async function folderWith(folder: string): Promise<string> {
  const tree = suiteFolder();
  const above = dirname(folder);
  await mkdir(join(tree, above), { recursive: true });
  await symlink(join(root, 'node_modules'), join(tree, 'node_modules'));
  for (const name of await readdir(join(root, above)))
    if (name === basename(folder)) await cp(join(root, folder), join(tree, folder), { recursive: true });
    else await symlink(join(root, above, name), join(tree, above, name));
  await putIn(tree, [`${folder}/`]);
  return tree;
}

async function putIn(tree: string, parts: readonly string[]): Promise<string[]> {
  const page = await readFile(join(root, 'docs/adding.md'), 'utf8');
  const touched: string[] = [];
  for (const [, kind, file, text] of page.matchAll(/^```(sql|ts|diff) (\S+)\n([\s\S]*?)^```$/gm)) {
    if (!parts.some((part) => file!.startsWith(part))) continue;
    const path = join(tree, file!);
    touched.push(file!);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, kind === 'diff' ? patched(await readFile(path, 'utf8'), text!) : text!);
  }
  return touched;
}

/** Puts each added line behind the line that stands before it on the page. */
function patched(text: string, diff: string): string {
  let before = '';
  let result = text;
  for (const line of diff.trimEnd().split('\n')) {
    const is = `${line.slice(1)}\n`;
    if (!line.startsWith('+')) {
      if (!result.includes(is)) throw new Error(`no line '${is.trim()}' is there; docs/adding.md is stale`);
      before = is;
    } else result = result.replace(before, () => before + is);
  }
  return result;
}

/** Runs a program of the tree. @returns its last line, as JSON */
export async function runIn(tree: string, program: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, [join(tree, program)], { cwd: tree, maxBuffer: 1e8 });
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!);
}

/** What the compiler has to say of the tree, tests left out. */
export async function typeErrors(tree: string): Promise<string> {
  const config = { extends: './tsconfig.json', include: ['lambdas', 'web/src'] };
  await writeFile(join(tree, 'tsconfig.added.json'), JSON.stringify(config));
  const compiler = join(tree, 'node_modules/typescript/bin/tsc');
  return run(process.execPath, [compiler, '--noEmit', '-p', 'tsconfig.added.json'], { cwd: tree }).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  );
}
