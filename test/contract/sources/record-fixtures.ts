// Writes `lambdas/extractors/sources/<source>/fixtures/` anew from the twins, which are held against the vendors' contracts:
// two pages of two records each, all people invented. Run it when a document or a schema changes:
// node bin/run.mjs test/contract/sources/record-fixtures.ts
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../../lambdas/adapters/clock/system.ts';
import { fetchHttp } from '../../../lambdas/adapters/fetch/http.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import type { Http, HttpRequest } from '../../../lambdas/ports/ports.ts';
import { startTwins, TWINS } from '../../../local/twins/server.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { type Fixture, VENDORS } from './replayed.ts';

const world = createSyntheticWorld({ size: 'tiny' });
const twins = await startTwins(world, { folder: mkdtempSync(join(tmpdir(), 'retailpulse-record-')) });
// A stretch in which a small page holds everything a stream may show: refunds, codes, people with phones.
const window = { from: '2025-11-20T00:00:00.000Z', to: '2026-03-20T00:00:00.000Z' };

for (const source of sources) {
  const folder = join(import.meta.dirname, `../../../lambdas/extractors/sources/${source.name}/fixtures`);
  mkdirSync(folder, { recursive: true });
  const vendor = VENDORS[source.name]!;
  for (const stream of source.streams) {
    const fixture: Fixture = { pages: [], others: {} };
    const http: Http = async (request) => {
      const small: HttpRequest = vendor.shorten(request, 2);
      const response = await fetchHttp(small);
      const body = JSON.parse(await response.text());
      const { kind, name } = vendor.about(request);
      if (kind === 'page') fixture.pages.push({ status: response.status, body });
      else fixture.others[name] = [...(fixture.others[name] ?? []), { status: response.status, body }];
      return { ...response, text: async () => JSON.stringify(body) };
    };
    const settings = TWINS[source.name]!.settings(twins.urls[source.name]!);
    const connection = { source: source.name, name: 'main', start: window.from, settings };
    const session = source.open(connection, {
      http,
      clock: systemClock,
      random: Math.random,
      secret: async () => TWINS[source.name]!.secret,
    });
    const isCatalogue = /^product/.test(stream.name); // few of them change in a season
    const whole = { from: new Date(world.start).toISOString(), to: new Date(world.asOf).toISOString() };
    const slice = { window: isCatalogue ? whole : window, stream: stream.name } as never;
    const { next } = await session.page(stream, slice, undefined);
    if (next !== undefined) await session.page(stream, slice, next);
    const finished = {
      ...fixture,
      pages: fixture.pages.map((page, at) => (at === fixture.pages.length - 1 ? vendor.last(page) : page)),
    };
    writeFileSync(join(folder, `${stream.name}.json`), `${JSON.stringify(finished, null, 1)}\n`);
  }
  writeFileSync(join(folder, 'throttle.json'), `${JSON.stringify(vendor.throttle, null, 1)}\n`);
}
await twins.close();
