import { readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');

/** Our own files a file imports, itself included; adapters are chosen at the edge and differ between the planes. */
export function filesReachedFrom(start: string): Set<string> {
  const seen = new Set<string>();
  const visit = (path: string) => {
    const file = relative(root, path);
    if (seen.has(file) || file.startsWith('lambdas/adapters/')) return;
    seen.add(file);
    const text = readFileSync(path, 'utf8').replace(/^import type .*$/gm, '');
    for (const [, name] of text.matchAll(/from '(\.[^']+)'/g))
      if (!isTypeOnly(text, name!)) visit(resolve(path, '..', name!));
  };
  visit(start);
  return seen;
}

/** `import { type A, type B }` brings no code. */
function isTypeOnly(text: string, name: string): boolean {
  const [, names] =
    new RegExp(`import \\{([^}]*)\\} from '${name.replace(/[.*+?^$()|[\]\\]/g, '\\$&')}'`).exec(text) ?? [];
  return names?.split(',').every((one) => one.trim() === '' || one.trim().startsWith('type ')) ?? false;
}
