import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { link, offset, type Paging, pages, token } from '../../../../lambdas/extractors/engine/rest/declare.ts';
import { askFor, nextOf } from '../../../../lambdas/extractors/engine/rest/paging.ts';
import { type Answer, at, header, withAt } from '../../../../lambdas/extractors/engine/rest/place.ts';

const URL_ = 'https://api.example.com/v1/things?since=1';

/** A vendor with `all` records that pages as declared, with at most `most` a page. */
function vendor(all: readonly number[], most: number) {
  return (paging: Paging, asked: { url: URL; body: unknown }): Answer & { records: number[] } => {
    const param = (name: string) => asked.url.searchParams.get(name);
    const size = Math.min(most, Number(param('size') ?? most));
    const from =
      paging.kind === 'pages'
        ? (Number(param('page')) - 1) * size
        : Number(paging.kind === 'token' ? (at(asked.body, '$.after') ?? 0) : (param('skip') ?? 0));
    const records = all.slice(from, from + size);
    const next = from + size < all.length ? from + size : undefined;
    const href = `https://elsewhere.example.net/v1/things?since=1&skip=${next}`;
    return {
      status: 200,
      records,
      header: (name) => ({ 'x-total': String(all.length), link: next ? `<${href}>; rel="next"` : '' })[name],
      body: { next: paging.kind === 'link' ? (next ? href : null) : next, total: all.length, more: next !== undefined },
    };
  };
}

const KINDS: readonly (readonly [string, Paging])[] = [
  ['a token in a JSON body', token({ from: '$.next', as: '$.after', more: '$.more' })],
  ['a link in the body', link({ from: '$.next' })],
  ['a Link header', link({ from: header('link') })],
  ['an offset up to a total', offset({ as: 'skip', size: ['size', 3], total: '$.total' })],
  ['an offset to the first short page', offset({ as: 'skip', size: ['size', 3] })],
  ['page numbers up to a total in a header', pages({ as: 'page', size: ['size', 3], total: header('x-total') })],
  ['page numbers to the first short page', pages({ as: 'page', size: ['size', 3] })],
];

describe.each(KINDS)('%s', (_name, paging) => {
  it('reads every record once, whatever their number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 40 }), (count) => {
        const all = Array.from({ length: count }, (_, n) => n);
        const ask = vendor(all, 3);
        const seen: number[] = [];
        let calls = 0;
        for (let position: string | undefined; ; ) {
          const asked = askFor(paging, { url: new URL(URL_), body: { query: 'all' } }, position);
          expect(asked.url.origin).toBe('https://api.example.com'); // a link leads no credential elsewhere
          const answer = ask(paging, asked);
          seen.push(...answer.records);
          const next = nextOf(paging, answer, position, answer.records.length);
          expect(++calls).toBeLessThan(20);
          if (next === undefined) break;
          position = next;
        }
        expect(seen).toEqual(all);
      }),
    );
  });
});

describe('a record that goes away while an offset is read', () => {
  /** Records as they are seen, when one behind us is deleted between every two pages. */
  function readWhileDeleting(paging: Paging): Set<number> {
    const all = Array.from({ length: 250 }, (_, n) => n);
    const seen = new Set<number>();
    for (let position: string | undefined; ; ) {
      const { url } = askFor(paging, { url: new URL(URL_), body: undefined }, position);
      const from = Number(url.searchParams.get('skip'));
      const records = all.slice(from, from + 50);
      for (const record of records) seen.add(record);
      const answer = { status: 200, header: () => undefined, body: { things: records, total: all.length } };
      position = nextOf(paging, answer, position, 0);
      if (position === undefined) return seen;
      all.shift();
    }
  }
  const skipping = { as: 'skip', size: ['size', 50], total: '$.total', of: '$.things' } as const;

  it('hides another one from pages that only adjoin', () => {
    expect(readWhileDeleting(offset(skipping)).size).toBeLessThan(250);
  });

  it('hides none from pages that overlap', () => {
    expect(readWhileDeleting(offset({ ...skipping, overlap: 0.02 })).size).toBe(250);
  });

  it('is told of where the list that is skipped in is not there', () => {
    const answer: Answer = { status: 200, header: () => undefined, body: { total: 3 } };
    expect(() => nextOf(offset(skipping), answer, undefined, 0)).toThrow('no list at $.things');
  });
});

describe('a place', () => {
  it('is read and replaced by its path', () => {
    const body = { data: { 'page.info': { next: 'x' } }, list: [1] };
    expect(at(body, '$')).toBe(body);
    expect(at(body, "$.data.['page.info'].next")).toBe('x');
    expect(at(body, '$.data.nothing.next')).toBeUndefined();
    expect(withAt(body, '$.data.more.size', 5)).toEqual({
      data: { 'page.info': { next: 'x' }, more: { size: 5 } },
      list: [1],
    });
    expect(withAt(undefined, '$.a', 1)).toEqual({ a: 1 });
  });
});

describe('a total that is none', () => {
  it('is said with what was seen', () => {
    const answer: Answer = { status: 200, header: () => undefined, body: { total: 'many' } };
    const paging = offset({ as: 'skip', size: ['size', 3], total: '$.total' });
    expect(() => nextOf(paging, answer, undefined, 3)).toThrow('no total at $.total (saw: string)');
  });
});
