// Writes `lambdas/extractors/sources/<source>/fixtures/` anew from the twins, which are held against the vendors' contracts:
// two pages of two records each, all people invented. Run it when a declaration, a document or a schema changes:
// node bin/run.mjs test/contract/sources/record-fixtures.ts [source …]
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { scaledClock } from '../../../lambdas/adapters/clock/system.ts';
import { fetchHttp } from '../../../lambdas/adapters/fetch/http.ts';
import type { Source, Stream } from '../../../lambdas/extractors/engine/source.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import type { Http } from '../../../lambdas/ports/ports.ts';
import { startTwins, TWINS, withTwins } from '../../../local/twins/server.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import type { Fixture } from './wire.ts';
import { wireOf } from './wires.ts';

const NOBODY = 'http://127.0.0.1:9';
/** Calls to look for two pages with something in them: many a parent has no children. */
const PATIENCE = 60;

const world = createSyntheticWorld({ size: 'tiny' });
/** Both sides live in the vendors' faster time: limits of a minute pass in a moment. */
const clock = scaledClock(world.asOf, 100);
const scratch = mkdtempSync(join(tmpdir(), 'retailpulse-record-'));
const twins = await startTwins(world, { clock, folder: scratch });
const whole = { from: new Date(world.start).toISOString(), to: new Date(world.asOf).toISOString() };
// A stretch in which a small page holds everything a stream may show: refunds, codes, people with phones.
const season = { from: '2025-11-20T00:00:00.000Z', to: '2026-03-20T00:00:00.000Z' };

const wanted = process.argv.slice(2);
for (const source of withTwins(sources)) {
  if (wanted.length > 0 && !wanted.includes(source.name)) continue;
  const folder = join(import.meta.dirname, `../../../lambdas/extractors/sources/${source.name}/fixtures`);
  mkdirSync(folder, { recursive: true });
  const write = (name: string, value: unknown) => {
    const text = JSON.stringify(value, null, 1).replaceAll(twins.urls[source.name]!, NOBODY);
    writeFileSync(join(folder, `${name}.json`), `${text}\n`);
  };
  for (const stream of source.streams) write(stream.name, await record(source, stream));
  const { settings, secret, refusal } = TWINS[source.name]!;
  // A token that is there needs no grant.
  write('account', {
    settings: settings(NOBODY),
    secret: { ...(secret as object), ...(source.rotates ? { access_token: 'recorded' } : {}) },
  });
  if (existsSync(join(folder, 'throttle.json'))) continue;
  const { status, headers, body } = refusal();
  const wait_ms = Number(headers?.['retry-after'] ?? 0) * 1000;
  write('throttle', { status, headers, body: parsed(body), wait_ms });
}
await twins.close();
rmSync(scratch, { recursive: true, force: true });

async function record(source: Source, stream: Stream): Promise<Fixture> {
  const seasonal = await recordWithin(source, stream, inReach(season, stream));
  return seasonal.pages.length >= 2 ? seasonal : recordWithin(source, stream, inReach(whole, stream));
}

/** A vendor answers otherwise, or not at all, beyond the longest window. */
function inReach({ from, to }: typeof whole, { maxWindowMs }: Stream): typeof whole {
  return { from, to: new Date(Math.min(Date.parse(to), Date.parse(from) + maxWindowMs)).toISOString() };
}

async function recordWithin(source: Source, stream: Stream, window: typeof whole): Promise<Fixture> {
  const wire = wireOf(source.name);
  const small = wire.paged?.(stream) ?? stream;
  const twin = TWINS[source.name]!;
  const fixture: Fixture = { pages: [], others: {} };
  const http: Http = async (request) => {
    const kind = wire.kindOf(small, request);
    const response = await fetchHttp(kind === 'page' ? (wire.shorten?.(request) ?? request) : request);
    const text = await response.text();
    const headers = Object.fromEntries(
      ['link', 'x-wp-total', 'x-wp-totalpages'].flatMap((name) => {
        const value = response.header(name);
        return value === undefined ? [] : [[name, value]];
      }),
    );
    const answer = {
      status: response.status,
      ...(Object.keys(headers).length > 0 ? { headers } : {}),
      body: parsed(text),
    };
    if (kind === 'page' && response.status < 400) fixture.pages.push(answer);
    else if (kind !== 'page' && kind !== 'other') fixture.others[kind] = [...(fixture.others[kind] ?? []), answer];
    return { ...response, text: async () => text };
  };
  const connection = {
    source: source.name,
    name: 'main',
    start: window.from,
    settings: source.settings.parse(twin.settings(twins.urls[source.name]!)),
  };
  const secret = async () => twin.secret;
  const session = source.open(connection, { http, clock, random: Math.random, secret });
  const slice = { window, stream: stream.name } as never;
  const kept: Fixture['pages'] = [];
  for (let token: string | undefined, calls = 0; calls < PATIENCE && kept.length < 2; calls++) {
    fixture.pages.length = 0;
    const { records, next } = await session.page(small, slice, token);
    if (records.length > 0) kept.push(...fixture.pages);
    if (next === undefined) break;
    token = next;
  }
  const parents = fixture.others.parents;
  return { pages: kept, others: { ...fixture.others, ...(parents ? { parents: parents.slice(0, 1) } : {}) } };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
