import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { belowPrefix } from '../../../lambdas/extractors/engine/files/below-prefix.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

it.each(['drop/files/main/.', 'drop/files/main/', 'drop/files/main', 'drop/files/main/./'])(
  'a store below %s is a store of its own',
  async (folder) => {
    const whole = filesystemStore(await temporaryFolder());
    await whole.put('drop/files/main/a.csv', 'a');
    await whole.put('drop/files/main2/b.csv', 'b');
    const store = belowPrefix(whole, folder);
    await store.put('x/c.csv', 'c');
    const keys = async (prefix: string) => (await Array.fromAsync(store.list(prefix))).map(({ key }) => key);
    expect(await keys('')).toEqual(['a.csv', 'x/c.csv']);
    expect(await keys('x')).toEqual(['x/c.csv']);
    expect((await store.get('a.csv'))?.body.toString()).toBe('a');
    expect(await Array.fromAsync(await store.read('x/c.csv'))).toEqual([Buffer.from('c')]);
    await store.delete('a.csv');
    expect(await whole.get('drop/files/main/a.csv')).toBeUndefined();
    expect(() => belowPrefix(whole, 'drop/files/main/../other')).toThrow('leads out of the drop folder');
  },
);

it('a file that is moved into a folder came when it was moved, whatever it says of when it was written', async () => {
  const folder = await temporaryFolder();
  const before = new Date('2020-01-01T00:00:00Z');
  mkdirSync(`${folder}/drop`);
  writeFileSync(`${folder}/a.csv`, 'a');
  utimesSync(`${folder}/a.csv`, before, before);
  renameSync(`${folder}/a.csv`, `${folder}/drop/a.csv`);
  const [written] = await Array.fromAsync(filesystemStore(`${folder}/drop`).list(''));
  const [arrived] = await Array.fromAsync(filesystemStore(`${folder}/drop`, { changed: 'arrived' }).list(''));
  expect(written?.changedAt).toBe(before.getTime());
  expect(arrived?.changedAt).toBeGreaterThan(Date.parse('2024-01-01T00:00:00Z'));
});
