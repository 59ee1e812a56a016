// One source read through the engine as a run would, for benches: the twins in a process of their own, slices side by side.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { scaledClock } from '../lambdas/adapters/clock/system.ts';
import { fetchHttp } from '../lambdas/adapters/fetch/http.ts';
import { filesystemStore } from '../lambdas/adapters/filesystem/object-store.ts';
import { Manifest } from '../lambdas/contracts/manifest.ts';
import { extractSlice } from '../lambdas/extractors/engine/extract.ts';
import { planSlices } from '../lambdas/extractors/engine/plan.ts';
import type { Session, Source } from '../lambdas/extractors/engine/source.ts';
import { Tokens } from '../lambdas/extractors/engine/tokens.ts';
import type { ObjectStore } from '../lambdas/ports/object-store.ts';
import { TWINS } from '../local/twins/server.ts';

const Ready = z.object({
  urls: z.record(z.string(), z.string()),
  start: z.number(),
  asOf: z.number(),
  worldSeconds: z.number(),
  rss: z.number(),
});
export type TwinsReady = z.infer<typeof Ready>;

export const RUN_ID = '20261001T000000000-bench';

/** Serves a world of this size for as long as `use` takes. */
export async function withTwins<T>(size: string, use: (ready: TwinsReady) => Promise<T>): Promise<T> {
  const child = spawn(
    process.execPath,
    [...process.execArgv, fileURLToPath(new URL('extract-twin.ts', import.meta.url)), size],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  try {
    for await (const line of createInterface({ input: child.stdout })) return await use(Ready.parse(JSON.parse(line)));
    throw new Error('the twins ended before they were ready');
  } finally {
    child.stdin.end();
  }
}

/**
 * Extracts and lands every stream of a source below `folder`.
 * @param seen told of each batch of records as it comes from the vendor
 */
export async function readSource(
  source: Source,
  { urls, start, asOf }: TwinsReady,
  folder: string,
  seen: (records: number) => void = () => {},
): Promise<{ rows: number; calls: number; store: ObjectStore }> {
  const twin = TWINS[source.name]!;
  const connection = {
    source: source.name,
    name: 'main',
    start: new Date(start).toISOString(),
    settings: source.settings.parse(twin.settings(urls[source.name]!)),
  };
  const store = filesystemStore(join(folder, 'home'));
  const ports = {
    store,
    vault: filesystemStore(join(folder, 'vault')),
    clock: scaledClock(asOf, 1000),
    tokens: new Tokens(Buffer.alloc(32, 1)),
    source,
    connection,
  };
  const asked = { source: source.name, connection: 'main' };
  const plan = await planSlices({ ...asked, run_id: RUN_ID, as_of: new Date(asOf).toISOString() }, ports);
  const queue = [...plan.slice_keys];
  let rows = 0;
  let calls = 0;
  const worker = async () => {
    for (let key = queue.shift(); key; key = queue.shift()) {
      const session = source.open(connection, {
        http: fetchHttp,
        clock: ports.clock,
        random: Math.random,
        secret: async () => twin.secret,
      });
      const deadline = { remainingMs: () => 900_000 };
      const done = await extractSlice(
        { ...asked, slice_key: key },
        { ...ports, session: watched(session, seen) },
        deadline,
      );
      const manifest = Manifest.parse(JSON.parse((await store.get(done.manifest_key!))!.body.toString()));
      rows += manifest.rows;
      calls += manifest.calls;
    }
  };
  await Promise.all(Array.from({ length: plan.max_parallel }, worker));
  return { rows, calls, store };
}

/** The same session; `seen` hears of every batch. */
function watched(session: Session, seen: (records: number) => void): Session {
  const told = <T extends readonly unknown[]>(records: T): T => {
    seen(records.length);
    return records;
  };
  return {
    get counts() {
      return session.counts;
    },
    count: (stream, window) => session.count(stream, window),
    page: async (stream, slice, token) => {
      const page = await session.page(stream, slice, token);
      told(page.records);
      return page;
    },
    ...(session.bulk
      ? {
          async *bulk(stream, slice, skip, passed) {
            for await (const records of session.bulk!(stream, slice, skip, passed)) yield told(records);
          },
        }
      : {}),
  };
}
