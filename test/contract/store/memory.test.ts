import { memoryStore } from '../../helpers/memory-store.ts';
import { objectStoreContract } from './object-store-contract.ts';

objectStoreContract('memory', async () => memoryStore());
