import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A file of a package that a model reads when it runs; the build copies it beside the model's code. */
export interface BundleFile {
  /** An export of the package in the file's folder. */
  readonly from: string;
  readonly name: string;
}

/** Where a file lies: beside the bundle when there is one, else in its package. */
export function bundleFilePath({ from, name }: BundleFile): string {
  const beside = fileURLToPath(new URL(name, import.meta.url));
  if (existsSync(beside)) return beside;
  return join(dirname(createRequire(import.meta.url).resolve(from)), name);
}

/** A model's bundle, `dist/lambdas/ml-<model>`. */
export const bundleOf = (name: string): `ml-${string}` => `ml-${name.replaceAll('_', '-')}`;
