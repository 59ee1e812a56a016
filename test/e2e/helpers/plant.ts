// Puts records into a home as if a vendor had sent them: a committed landing part, as the loader expects it.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Manifest } from '../../../lambdas/contracts/manifest.ts';

type Json = Record<string, unknown>;

/** Records of a stream as they were landed. */
export function landedRecords(home: string, source: string, stream: string): Json[] {
  const folder = join(home, 'landing', source, 'main', stream);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ndjson.gz'),
  );
  return files.flatMap((name) =>
    gunzipSync(readFileSync(join(folder, name)))
      .toString()
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { record: Json }).record),
  );
}

export function plant(home: string, source: string, stream: string, records: readonly Json[]): void {
  const run_id = '20261001T000000Z-planted';
  const slice_id = `${stream}-planted-${createHash('sha256').update(JSON.stringify(records)).digest('hex').slice(0, 8)}`;
  const envelope = { _source: source, _connection: 'main', _stream: stream, _run_id: run_id, _slice_id: slice_id };
  const lines = records.map((record, _row) =>
    JSON.stringify({ ...envelope, _extracted_at: '2026-10-01T00:00:00.000Z', _row, record }),
  );
  const bytes = gzipSync(`${lines.join('\n')}\n`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const key = `landing/${source}/main/${stream}/dt=2026-10-01/${run_id}/${slice_id}-0000-${sha256.slice(0, 12)}.ndjson.gz`;
  const window = { from: '2026-09-30T00:00:00.000Z', to: '2026-09-30T00:00:01.000Z' };
  const manifest: Manifest = {
    version: 1,
    source,
    connection: 'main',
    stream,
    slice_id,
    run_id,
    window,
    path: 'page',
    api_version: 'planted',
    schema_hash: 'planted',
    parts: [{ key, rows: records.length, bytes: bytes.length, sha256 }],
    rows: records.length,
    quarantined: 0,
    calls: 1,
    throttled: 0,
    proof: { kind: 'none', expected: null, landed: records.length },
    drift: {},
    started_at: '2026-10-01T00:00:00.000Z',
    finished_at: '2026-10-01T00:00:00.000Z',
  };
  const manifestKey = `ops/manifests/${source}/main/${stream}/${slice_id}.json`;
  const write = (path: string, body: string | Buffer) => {
    mkdirSync(dirname(join(home, path)), { recursive: true });
    writeFileSync(join(home, path), body);
  };
  write(key, bytes);
  write(manifestKey, JSON.stringify(manifest));
  write(`ops/pending/${source}/main/${slice_id}.json`, JSON.stringify({ manifest_key: manifestKey }));
}
