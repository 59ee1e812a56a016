import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, sourcesBelow } from './sources-below.ts';

/** What a file imports: paths from the root for our own files, package names for others. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]!);
  return found.map((name) => (name.startsWith('.') ? relative(root, resolve(root, dirname(file), name)) : name));
}

/** Folders of lambdas/ that become functions. */
const FEATURES = readdirSync(join(root, 'lambdas')).filter((one) => existsSync(join(root, 'lambdas', one, 'entry.ts')));
const featureOf = (path: string) => FEATURES.find((feature) => path.startsWith(`lambdas/${feature}/`));
const isEdge = (file: string) => file.endsWith('/entry.ts') || file.startsWith('local/');

/** A rule names what a file must not import; the message says why. */
const rules: readonly { readonly name: string; breaks(file: string, imported: string): boolean }[] = [
  {
    name: 'contracts import zod and each other only',
    breaks: (file, imported) => file.startsWith('lambdas/contracts/') && !/^(zod|lambdas\/contracts\/)/.test(imported),
  },
  {
    name: 'ports import contracts only',
    breaks: (file, imported) =>
      file.startsWith('lambdas/ports/') && !/^(node:|zod$|lambdas\/(contracts|ports)\/)/.test(imported),
  },
  {
    name: 'adapters are named only where the program starts',
    breaks: (file, imported) =>
      imported.startsWith('lambdas/adapters/') &&
      file.startsWith('lambdas/') &&
      !file.startsWith('lambdas/adapters/') &&
      !isEdge(file),
  },
  {
    name: 'features never import each other; they meet in contracts and in the warehouse',
    breaks: (file, imported) =>
      featureOf(file) !== undefined &&
      featureOf(imported) !== undefined &&
      featureOf(file) !== featureOf(imported) &&
      !isEdge(file),
  },
  {
    name: 'the engine knows no source by name',
    breaks: (file, imported) =>
      file.startsWith('lambdas/extractors/engine/') && imported.startsWith('lambdas/extractors/sources/'),
  },
  {
    name: 'nothing below local/ imports local/',
    breaks: (file, imported) => imported.startsWith('local/') && !/^(local|bin)\//.test(file),
  },
  {
    name: 'worlds know no twin',
    breaks: (file, imported) => file.startsWith('local/world/') && imported.startsWith('local/twins/'),
  },
  {
    name: 'lib/ deploys code, it does not run it',
    breaks: (file, imported) =>
      file.startsWith('lib/') && /^(lambdas\/(adapters|platform)\/|@aws-sdk\/|snowflake-sdk)/.test(imported),
  },
  {
    name: 'the web app reads contracts only',
    breaks: (file, imported) => file.startsWith('web/') && /^(lambdas\/(?!contracts\/)|local\/|lib\/)/.test(imported),
  },
];

/** Files that import each other, however many lie between, types included: none of them can be understood or moved alone. */
function circlesOf(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const [seen, low] = [new Map<string, number>(), new Map<string, number>()];
  const path: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): void => {
    const order = seen.size;
    seen.set(file, order);
    low.set(file, order);
    path.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!seen.has(next)) visit(next);
      if (path.includes(next)) low.set(file, Math.min(low.get(file)!, low.get(next)!));
    }
    if (low.get(file) !== order) return;
    const circle = path.splice(path.indexOf(file));
    if (circle.length > 1) circles.push(circle);
  };
  for (const file of graph.keys()) if (!seen.has(file)) visit(file);
  return circles;
}

describe('the import graph', () => {
  const files = ['bin', 'lib', 'lambdas', 'local', 'web'].flatMap((folder) => [...sourcesBelow(folder)]);

  it('has no circle', () => {
    const all = [...files, ...['test', 'bench'].flatMap((folder) => [...sourcesBelow(folder)])];
    const own = new Set(all);
    expect(circlesOf(new Map(all.map((file) => [file, importsOf(file).filter((one) => own.has(one))])))).toEqual([]);
  });

  it('would see one', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ]);
    expect(circlesOf(graph)).toEqual([['a', 'b', 'c']]);
  });

  it.each(rules)('$name', ({ breaks }) => {
    const broken = files.flatMap((file) =>
      importsOf(file)
        .filter((imported) => breaks(file, imported))
        .map((imported) => `${file} imports ${imported}`),
    );
    expect(broken).toEqual([]);
  });

  it('reads process.env only where settings are parsed', () => {
    const readers = files.filter(
      (file) => file.startsWith('lambdas/') && readFileSync(join(root, file), 'utf8').includes('process.env'),
    );
    expect(readers).toEqual(['lambdas/platform/env.ts']);
  });
});
