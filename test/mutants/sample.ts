import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { diffOf, type Mutant } from './mutant.ts';

/** A change that nothing can notice, because what the file does stays the same. */
export interface Equivalent {
  readonly file: string;
  readonly was: string;
  readonly becomes: string;
  readonly reason: string;
}

export const readEquivalents = (): Equivalent[] =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'equivalent.json'), 'utf8')) as Equivalent[];

const signOf = ({ file, was, becomes }: Omit<Equivalent, 'reason'>) => [file, was, becomes].join('\n');

export interface Drawn {
  readonly mutants: readonly Mutant[];
  /** Of how many that could be told from the original. */
  readonly of: number;
  /** Entries of the list that no change of these files answers to any more. */
  readonly stale: readonly Equivalent[];
}

/**
 * Some of the mutants, drawn by the seed; one and the same mutant stays drawn when others come and go.
 * @param source text of a file by its path
 */
export function draw(
  all: readonly Mutant[],
  size: number,
  seed: number,
  source: (file: string) => string,
  equivalents: readonly Equivalent[],
): Drawn {
  const signed = all.map((mutant) => ({
    mutant,
    sign: signOf({ file: mutant.file, ...diffOf(mutant, source(mutant.file)) }),
  }));
  const same = new Set(equivalents.map(signOf));
  const files = new Set(all.map(({ file }) => file));
  const signs = new Set(signed.map(({ sign }) => sign));
  const order = (sign: string) => createHash('sha256').update(`${seed}\n${sign}`).digest('hex');
  const told = signed
    .filter(({ sign }) => !same.has(sign))
    .map(({ mutant, sign }) => ({ mutant, at: order(sign) }))
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  return {
    mutants: told.slice(0, size).map(({ mutant }) => mutant),
    of: told.length,
    stale: equivalents.filter((one) => files.has(one.file) && !signs.has(signOf(one))),
  };
}
