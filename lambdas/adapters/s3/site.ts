import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { SiteBucket } from '../../ports/site-bucket.ts';
import { s3Store } from './object-store.ts';

/** A bucket served to browsers as it is: objects keep the content type and cache age of their upload. */
export function s3Site(client: S3Client, bucket: string): SiteBucket {
  const store = s3Store(client, bucket);
  return {
    put: async (key, { type, body, cache }) => {
      const object = { Bucket: bucket, Key: key, Body: body, ContentType: type, CacheControl: cache };
      await client.send(new PutObjectCommand(object));
    },
    keys: async function* () {
      for await (const { key } of store.list('')) yield key;
    },
    delete: (key) => store.delete(key),
  };
}
