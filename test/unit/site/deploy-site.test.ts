import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { SiteBucket, WebFile } from '../../../lambdas/ports/site-bucket.ts';
import { deploySite } from '../../../lambdas/site/deploy-site.ts';
import { readWebFiles } from '../../../lambdas/site/web-files.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

function bucket() {
  const held = new Map<string, WebFile>();
  const site: SiteBucket = {
    put: async (key, file) => void held.set(key, file),
    keys: async function* () {
      yield* [...held.keys()];
    },
    delete: async (key) => void held.delete(key),
  };
  return { held, site };
}

async function build(files: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'assets'));
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return readWebFiles(folder);
}

it('puts the app there, its index last, with types and ages a browser needs', async () => {
  const { held, site } = bucket();
  const files = await build({ 'index.html': '<!doctype html>', 'assets/app-1.js': '1', 'icon.svg': '<svg/>' });
  expect(await deploySite({ RequestType: 'Create' }, files, site)).toEqual({ files: 3, deleted: 0 });
  expect([...held.keys()].at(-1)).toBe('index.html');
  expect(held.get('index.html')).toMatchObject({ type: 'text/html; charset=utf-8', cache: 'no-cache' });
  expect(held.get('assets/app-1.js')).toMatchObject({ type: 'text/javascript; charset=utf-8' });
  expect(held.get('assets/app-1.js')?.cache).toMatch(/immutable/);
});

it('leaves the build before for tabs that are open, and an empty bucket when the stack goes', async () => {
  const { held, site } = bucket();
  await deploySite({ RequestType: 'Create' }, await build({ 'index.html': 'a', 'assets/a-1.js': '1' }), site);
  await deploySite({ RequestType: 'Update' }, await build({ 'index.html': 'b', 'assets/a-2.js': '2' }), site);
  expect([...held.keys()].sort()).toEqual(['assets/a-1.js', 'assets/a-2.js', 'index.html']);
  expect(held.get('index.html')?.body.toString()).toBe('b');
  expect(await deploySite({ RequestType: 'Delete' }, new Map(), site)).toEqual({ files: 0, deleted: 3 });
  expect(held.size).toBe(0);
});
