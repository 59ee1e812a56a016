import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { objectStoreContract } from './object-store-contract.ts';

objectStoreContract('filesystem', async () => filesystemStore(await mkdtemp(join(tmpdir(), 'retailpulse-store-'))));
