// What is stored has one home: keys are written in contracts/layout.ts, documents are read by platform/stored-document.ts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PREFIX } from '../../../lambdas/contracts/layout.ts';
import { kindOf, STORED } from '../../../lambdas/contracts/stored-kinds.ts';
import { root, sourcesBelow } from './sources-below.ts';

const LAYOUT = 'lambdas/contracts/layout.ts';
const files = ['bin', 'lib', 'lambdas', 'local'].flatMap((folder) => [...sourcesBelow(folder)]);
const codeOf = (file: string) => readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
const folders = Object.values(PREFIX).filter((one) => one !== PREFIX.models);
/** The beginning of a key in a text; `models/` is a folder of sql/, too. */
const KEY = new RegExp(`['"\`](?:${folders.join('|')}|models/\\$)`);
/** A body of a store that is parsed on the spot. */
const PARSED = /JSON\.parse\([^;]*?(?:\bbody\b|\.get\()/;

describe('a stored document', () => {
  it.each([
    ["store.list('ops/manifests/')", 1, 0],
    ['readDocument(store, `published/tiles/x`)', 1, 0],
    ['Manifest.parse(JSON.parse((await store.get(key))!.body.toString()))', 0, 1],
    ['JSON.parse(text)', 0, 0],
  ])('is seen where somebody reads it on his own: %s', (code, keys, parses) => {
    expect([Number(KEY.test(code)), Number(PARSED.test(code))]).toEqual([keys, parses]);
  });

  it('lies where the layout says, which alone writes keys', () => {
    const writers = files.filter((file) => file !== LAYOUT && KEY.test(codeOf(file)));
    expect(writers).toEqual([]);
  });

  it('is read by the reader, which judges it', () => {
    const readers = files.filter((file) => file !== 'lambdas/platform/stored-document.ts' && PARSED.test(codeOf(file)));
    // Vendors, the twins among them, answer with bodies that nobody stored.
    expect(readers.filter((file) => !/^(local\/twins|lambdas\/(extractors|webhooks))\//.test(file))).toEqual([]);
  });

  it('is of one kind, which says who may be in it and how long it stays', () => {
    const keys = Object.values(PREFIX).map((prefix) => `${prefix}a/b/c.json`);
    for (const key of keys) expect(STORED.filter(({ isAt }) => isAt(key)).length, key).toBeLessThanOrEqual(1);
    expect(kindOf('ops/checks/r1.json')).toMatchObject({ personal: true, retention: 'run' });
    expect(kindOf('published/current.json')).toMatchObject({ personal: false, retention: 'current' });
  });
});
