import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { InvariantError } from '../../contracts/errors.ts';
import type { ObjectStore, PutCondition } from '../../ports/object-store.ts';

const isMissing = (error: unknown) => error instanceof NoSuchKey || statusOf(error) === 404;
/** 412: the condition does not hold; 409: another conditional write was under way. Either way another writer won. */
const lostRace = (error: unknown) => statusOf(error) === 412 || statusOf(error) === 409;
const statusOf = (error: unknown) => (error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined);

/**
 * A bucket. Conditional puts are S3's own (`If-None-Match: *`, `If-Match`).
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function s3Store(client: S3Client, bucket: string): ObjectStore {
  const at = (key: string) => ({ Bucket: bucket, Key: key });

  async function get(key: string) {
    try {
      const { Body, ETag } = await client.send(new GetObjectCommand(at(key)));
      return { body: Buffer.from((await Body?.transformToByteArray()) ?? []), etag: ETag ?? '' };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async function put(key: string, body: string | Uint8Array, { ifAbsent, ifMatch }: PutCondition = {}) {
    const condition = {
      ...(ifAbsent ? { IfNoneMatch: '*' } : {}),
      ...(ifMatch === undefined ? {} : { IfMatch: ifMatch }),
    };
    try {
      const { ETag } = await client.send(new PutObjectCommand({ ...at(key), Body: body, ...condition }));
      return { etag: ETag ?? '' };
    } catch (error) {
      if (lostRace(error) || (ifMatch !== undefined && isMissing(error))) return undefined;
      throw error;
    }
  }

  async function putFile(key: string, path: string) {
    const { size } = await stat(path);
    const { ETag } = await client.send(
      new PutObjectCommand({ ...at(key), Body: createReadStream(path), ContentLength: size }),
    );
    return { etag: ETag ?? '' };
  }

  async function read(key: string): Promise<Readable> {
    try {
      const { Body } = await client.send(new GetObjectCommand(at(key)));
      if (Body instanceof Readable) return Body;
      throw new InvariantError(`S3 returned no body for ${key}`);
    } catch (error) {
      if (isMissing(error))
        throw new InvariantError(`no object at ${key}, which a manifest lists`, {}, { cause: error });
      throw error;
    }
  }

  async function* list(prefix: string) {
    for (let token: string | undefined; ; ) {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: prefix,
          ...(token === undefined ? {} : { ContinuationToken: token }),
        }),
      );
      for (const { Key, Size, LastModified } of page.Contents ?? [])
        if (Key !== undefined) yield { key: Key, bytes: Size ?? 0, changedAt: LastModified?.getTime() ?? 0 };
      token = page.NextContinuationToken;
      if (token === undefined) return;
    }
  }

  return {
    get,
    put,
    putFile,
    read,
    list,
    delete: async (key) => void (await client.send(new DeleteObjectCommand(at(key)))),
  };
}
