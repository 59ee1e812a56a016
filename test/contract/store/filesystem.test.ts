import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { objectStoreContract } from './object-store-contract.ts';

objectStoreContract('filesystem', async () => filesystemStore(await temporaryFolder()));
