import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { LandedFile } from '../../lambdas/contracts/manifest.ts';
import { AS_OF, type Stream } from './stream.ts';

const PART_ROWS = 50_000;

/** Writes records of a stream as landing parts. @param first the number of the first record, from 1 */
export async function land(
  folder: string,
  slice: string,
  { source, stream, make }: Stream,
  first: number,
  count: number,
): Promise<LandedFile[]> {
  const files: LandedFile[] = [];
  for (let at = 0; at < count; at += PART_ROWS) {
    const rows = Math.min(PART_ROWS, count - at);
    const key = `landing/${source}/main/${stream}/${slice}-${files.length}.ndjson.gz`;
    const path = join(folder, key);
    mkdirSync(dirname(path), { recursive: true });
    const envelope = `{"_source":"${source}","_connection":"main","_stream":"${stream}","_run_id":"r","_slice_id":"${stream}-${slice}","_extracted_at":"${AS_OF}"`;
    function* lines() {
      for (let row = 0; row < rows; row++)
        yield `${envelope},"_row":${at + row},"record":${JSON.stringify(make(first + at + row))}}\n`;
    }
    await pipeline(lines, createGzip({ level: 1 }), createWriteStream(path));
    files.push({ source, connection: 'main', stream, key, rows });
  }
  return files;
}
