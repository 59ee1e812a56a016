import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { objectStoreContract } from './object-store-contract.ts';

objectStoreContract('filesystem', async () => filesystemStore(await temporaryFolder()));

describe('a folder of what is personal', () => {
  it('is readable by its owner alone, whatever is written into it', async () => {
    const root = await temporaryFolder();
    const store = filesystemStore(join(root, 'vault'), { ownerOnly: true });
    await writeFile(join(root, 'open'), 'x', { mode: 0o644 });
    await store.put('tokens/a', 'x');
    await store.put('tokens/b', 'x', { ifAbsent: true });
    await store.putFile('tokens/c', join(root, 'open'));
    const modeOf = async (path: string) => (await stat(join(root, path))).mode & 0o777;
    expect(await Promise.all(['vault', 'vault/tokens'].map(modeOf))).toEqual([0o700, 0o700]);
    expect(await Promise.all(['a', 'b', 'c'].map((name) => modeOf(`vault/tokens/${name}`)))).toEqual(
      Array(3).fill(0o600),
    );
  });
});
