import { S3Client } from '@aws-sdk/client-s3';
import type { ObjectStore } from '../../ports/object-store.ts';
import { s3Store } from '../s3/object-store.ts';

/** A bucket of this account, with the function's own role. */
export const bucketStore = (bucket: string): ObjectStore => s3Store(new S3Client(), bucket);
