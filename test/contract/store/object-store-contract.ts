import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';

/** What every store promises; each adapter's test calls this with a way to make an empty one. */
export function objectStoreContract(name: string, make: () => Promise<ObjectStore>): void {
  describe(`object store: ${name}`, () => {
    it('gives back what was put, with an etag that changes with it', async () => {
      const store = await make();
      expect(await store.get('a/b.json')).toBeUndefined();
      const first = await store.put('a/b.json', 'one');
      expect((await store.get('a/b.json'))?.body.toString()).toBe('one');
      expect((await store.get('a/b.json'))?.etag).toBe(first?.etag);
      expect((await store.put('a/b.json', 'two'))?.etag).not.toBe(first?.etag);
      expect(await text(await store.read('a/b.json'))).toBe('two');
    });

    it('writes only when nothing is there, if asked', async () => {
      const store = await make();
      expect(await store.put('k', 'first', { ifAbsent: true })).toBeDefined();
      expect(await store.put('k', 'second', { ifAbsent: true })).toBeUndefined();
      expect((await store.get('k'))?.body.toString()).toBe('first');
    });

    it('lets exactly one of many writers on one etag win', async () => {
      const store = await make();
      const before = await store.put('k', '0');
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, (_, i) => store.put('k', `w${i}`, { ifMatch: before!.etag })),
      );
      const won = outcomes.findIndex((one) => one !== undefined);
      expect(outcomes.filter((one) => one !== undefined)).toHaveLength(1);
      expect((await store.get('k'))?.body.toString()).toBe(`w${won}`);
      expect(await store.put('missing', 'x', { ifMatch: before!.etag })).toBeUndefined();
    });

    it('lists keys with a prefix in order, and forgets deleted ones', async () => {
      const store = await make();
      for (const key of ['p/2', 'p/10', 'p/1/x', 'p/1-a', 'q/1']) await store.put(key, key);
      const keys = async (prefix: string) => (await Array.fromAsync(store.list(prefix))).map((one) => one.key);
      expect(await keys('p/')).toEqual(['p/1-a', 'p/1/x', 'p/10', 'p/2']);
      expect(await keys('p/1')).toEqual(['p/1-a', 'p/1/x', 'p/10']);
      await store.delete('p/2');
      await store.delete('p/2');
      expect(await keys('p/')).not.toContain('p/2');
      expect(await keys('nothing/')).toEqual([]);
    });

    it('says which key it has not when asked to stream it', async () => {
      const store = await make();
      await expect(store.read('landing/lost')).rejects.toThrow(/landing\/lost/);
    });
  });
}
