// One stream of a source, its store and its clock, with the network in the test's hand.
import { gunzipSync } from 'node:zlib';
import { Slice } from '../../../lambdas/contracts/ingest.ts';
import { Manifest } from '../../../lambdas/contracts/manifest.ts';
import { extractSlice } from '../../../lambdas/extractors/engine/extract.ts';
import { planSlices } from '../../../lambdas/extractors/engine/plan.ts';
import { days, type SessionPorts, type Source, type Stream } from '../../../lambdas/extractors/engine/source.ts';
import { readState } from '../../../lambdas/extractors/engine/stream-state.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import type { Http } from '../../../lambdas/ports/ports.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';
import type { Fixtures } from './wire.ts';

export const FROM = '2024-10-01T00:00:00.000Z';
export const TO = '2026-10-01T00:00:00.000Z';
const RUN = '20261001T000000000-aaaa';

/** The adjoining slices of a plan as one. */
async function joined([first, ...more]: readonly string[], store: ObjectStore): Promise<string> {
  const read = async (key: string) => Slice.parse(JSON.parse((await store.get(key))!.body.toString()));
  const slice = await read(first!);
  const { to } = (await read(more.at(-1) ?? first!)).window;
  await store.put(first!, JSON.stringify({ ...slice, window: { ...slice.window, to } }));
  return first!;
}

/**
 * Everything a stream needs to be extracted by pages, in one window from the beginning.
 * @param more what a session asks besides HTTP
 */
export async function given(
  all: Source,
  stream: Stream,
  fixtures: Fixtures,
  http: Http,
  more: (http: Http) => Partial<SessionPorts> = () => ({}),
) {
  const { bulkAboveMs: _, ...paged } = stream;
  const source: Source = { ...all, streams: [{ ...paged, maxWindowMs: days(36_500), safetyLagMs: 0 }] };
  const store = memoryStore();
  const vault = memoryStore();
  const clock = virtualClock(Date.parse(TO));
  const { settings, secret } = fixtures.account;
  const connection = { source: all.name, name: 'main', start: FROM, settings: all.settings.parse(settings) };
  let wire = http;
  const current: Http = (request) => wire(request);
  const edge = { http: current, clock, random: () => 0.5, secret: async () => secret, ...more(current) };
  const ports = { store, vault, clock, tokens: new Tokens(Buffer.alloc(32, 1)), source, connection };
  const ref = { source: all.name, connection: 'main', stream: stream.name };
  return {
    store,
    vault,
    clock,
    use: (other: Http) => {
      wire = other;
    },
    plan: async (run = RUN, asOf = TO) => {
      const input = { run_id: run, source: all.name, connection: 'main', as_of: asOf };
      return joined((await planSlices(input, ports)).slice_keys, store);
    },
    extract: (slice_key: string, remainingMs = 900_000) =>
      extractSlice(
        { slice_key, source: all.name, connection: 'main' },
        { ...ports, session: all.open(connection, edge) },
        { remainingMs: () => remainingMs },
      ),
    manifest: async (key: string | undefined) =>
      Manifest.parse(JSON.parse((await store.get(key ?? ''))!.body.toString())),
    landed: async (manifest: Manifest) => {
      let text = '';
      for (const { key } of manifest.parts) text += gunzipSync((await store.get(key))!.body).toString();
      return text;
    },
    state: () => readState(store, ref),
  };
}
