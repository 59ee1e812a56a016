import type { ObjectStore } from '../../ports/object-store.ts';
import { s3Store } from '../s3/object-store.ts';
import { s3Client } from './clients.ts';

/** A bucket of this account, accessed with the function's own role. */
export const bucketStore = (bucket: string): ObjectStore => s3Store(s3Client(), bucket);
