import { gunzipSync } from 'node:zlib';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { z } from 'zod';
import { s3Store } from '../../../lambdas/adapters/s3/object-store.ts';
import { failurePrefix } from '../../../lambdas/contracts/layout.ts';
import { Manifest, StreamState } from '../../../lambdas/contracts/manifest.ts';
import { CheckResult } from '../../../lambdas/contracts/quality.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import { REGION } from './emulated-cloud.ts';

/** The deployed lake through the adapter the functions use. */
export async function deployedBucket(endpoint: string, part: 'lakebucket' | 'vaultbucket'): Promise<ObjectStore> {
  const client = new S3Client({
    endpoint,
    region: REGION,
    forcePathStyle: true,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const { Buckets = [] } = await client.send(new ListBucketsCommand({}));
  const found = Buckets.find(({ Name }) => Name?.includes(part));
  if (!found?.Name) throw new Error(`no deployed bucket is named like ${part}`);
  return s3Store(client, found.Name);
}

export async function keysOf(store: ObjectStore, prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for await (const { key } of store.list(prefix)) keys.push(key);
  return keys;
}

async function documents<T>(store: ObjectStore, prefix: string, read: (text: string) => T): Promise<T[]> {
  const all: T[] = [];
  for (const key of await keysOf(store, prefix)) all.push(read((await store.get(key))!.body.toString()));
  return all;
}

export const manifestsOf = (store: ObjectStore) =>
  documents(store, 'ops/manifests/', (text) => Manifest.parse(JSON.parse(text)));
export const statesOf = (store: ObjectStore) =>
  documents(store, 'ops/state/', (text) => StreamState.parse(JSON.parse(text)));

/** Stream → landed lines in their order, without the one field that tells when they were read. */
export async function landedLines(store: ObjectStore, manifests: readonly Manifest[]): Promise<Map<string, string[]>> {
  const lines = new Map<string, string[]>();
  for (const { source, connection, stream, slice_id, parts } of manifests) {
    const read: string[] = [];
    for (const { key } of parts) {
      const text = gunzipSync((await store.get(key))!.body).toString();
      for (const line of text.split('\n'))
        if (line) read.push(line.replace(/"_extracted_at":"[^"]*"/, '"_extracted_at":"…"'));
    }
    lines.set(`${source}/${connection}/${stream}/${slice_id}`, read);
  }
  return lines;
}

/** What a run noted as failed, and which checks held it back, for whoever reads a failed test. */
export async function failuresOf(store: ObjectStore, runId: string): Promise<string> {
  const failures = await documents(store, failurePrefix(runId), (text) => text);
  const checks = await documents(store, `ops/checks/${runId}.json`, (text) =>
    z.array(CheckResult).parse(JSON.parse(text)),
  );
  const wrong = checks.flat().filter(({ outcome }) => outcome !== 'pass');
  return [...failures, ...wrong.map((check) => JSON.stringify(check))].join('\n');
}
