// The regular expressions of the product that see text from outside, read from its code.
import { readFileSync } from 'node:fs';
import { parseAst } from 'vite';
import { root, sourcesBelow } from './sources-below.ts';

/** Compiled to WebAssembly by another parser; it holds no patterns. */
const NOT_OURS = 'lambdas/ml/booster/kernels.ts';
/** What the demo's vendors and worlds read is their own. */
const OWN_TEXT = /^local\/(?:world|twins|chaos)\/|^lambdas\/sql\/|\/fixtures\//;

export interface Pattern {
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

function* patternsIn(file: string, node: unknown): Generator<Pattern> {
  if (typeof node !== 'object' || node === null) return;
  const { regex } = node as { regex?: { pattern: string; flags: string } };
  if (regex) yield { file, source: regex.pattern, flags: regex.flags };
  for (const child of Object.values(node)) yield* patternsIn(file, child);
}

/** By their text: `/a+/u`. */
export const patterns: ReadonlyMap<string, Pattern> = find();

function find(): Map<string, Pattern> {
  const patterns = new Map<string, Pattern>();
  for (const folder of ['lambdas', 'local'])
    for (const file of sourcesBelow(folder)) {
      if (file === NOT_OURS || OWN_TEXT.test(file)) continue;
      for (const one of patternsIn(file, parseAst(readFileSync(`${root}/${file}`, 'utf8'), { lang: 'ts' }, file)))
        patterns.set(`/${one.source}/${one.flags}`, one);
    }
  return patterns;
}
