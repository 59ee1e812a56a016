import { folderFailureQueue } from '../../../lambdas/adapters/filesystem/failure-queue.ts';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { failureQueueContract } from './failure-queue-contract.ts';

failureQueueContract('folder', async () => ({
  queue: folderFailureQueue(filesystemStore(await temporaryFolder())),
  later: async () => {},
}));
