import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root, sourcesBelow } from './sources-below.ts';

const FOLDERS = ['bench', 'bin', 'lambdas', 'lib', 'local', 'web'];

/** Comments of a text with their first line: a block, or lines of `//` that follow one another. */
function* commentsOf(text: string): Generator<{ readonly line: number; readonly words: string }> {
  const pattern = /\/\*\*?([\s\S]*?)\*\/|(?:^|(?<=\s))\/\/ ?((?:.*\n\s*\/\/ ?)*.*)/gm;
  for (const { 0: whole, 1: block, 2: lines, index } of text.matchAll(pattern)) {
    const words = (block ?? lines ?? whole).replace(/\n\s*(?:\*|\/\/) ?/g, '\n').trim();
    yield { line: text.slice(0, index).split('\n').length, words };
  }
}

/** A clause without its main clause, such as "What a run has cost." A question may begin so. */
const isHeadless = (words: string): boolean => /^(What|Who|Whose|Whether)\b/.test(words) && !words.includes('?');

describe('a comment', () => {
  it.each([
    ['/** What one state did. */', true],
    ['/**\n * Whether it is open, and\n * since when.\n */', true],
    ['const a = 1; // Who asked for it', true],
    ['/** The outcome of one state. */', false],
    ['// What is wrong here? See the runbook.', false],
    ['/** Asks\n * What a reader would. */', false],
    ['// Says first\n// What it means', false],
  ])('%j begins with a headless clause: %s', (text, expected) => {
    expect([...commentsOf(text)].some(({ words }) => isHeadless(words))).toBe(expected);
  });

  it('says what a thing is, in a sentence or with a noun', () => {
    const headless = FOLDERS.flatMap((folder) => [...sourcesBelow(folder)]).flatMap((file) =>
      [...commentsOf(readFileSync(join(root, file), 'utf8'))]
        .filter(({ words }) => isHeadless(words))
        .map(({ line, words }) => `${file}:${line}: ${words.slice(0, 80)}`),
    );
    expect(headless).toEqual([]);
  });
});
