// What every stream of every source keeps, shown on its fixtures. A source added to the registry is covered by writing its own.
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { CompletenessError, SourceAuthError } from '../../../lambdas/contracts/errors.ts';
import { Manifest } from '../../../lambdas/contracts/manifest.ts';
import { extractSlice } from '../../../lambdas/extractors/engine/extract.ts';
import { planSlices } from '../../../lambdas/extractors/engine/plan.ts';
import { days, type Source, type Stream } from '../../../lambdas/extractors/engine/source.ts';
import { readState } from '../../../lambdas/extractors/engine/stream-state.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import type { Http } from '../../../lambdas/ports/ports.ts';
import { TWINS } from '../../../local/twins/server.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';
import { type Answer, type Fixture, readFixture, replay, respond, VENDORS } from './replayed.ts';

const FROM = '2024-10-01T00:00:00.000Z';
const TO = '2026-10-01T00:00:00.000Z';
const RUN = '20261001T000000000-aaaa';

/** Everything a stream needs to be extracted by pages, with the network in the caller's hand. */
async function given(all: Source, stream: Stream, http: Http) {
  const { bulkAboveMs: _, ...paged } = stream;
  const source: Source = { ...all, streams: [{ ...paged, maxWindowMs: days(36_500), safetyLagMs: 0 }] };
  const folder = await temporaryFolder();
  const store = filesystemStore(`${folder}/home`);
  const vault = filesystemStore(`${folder}/vault`);
  const clock = virtualClock(Date.parse(TO));
  const settings = all.settings.parse(TWINS[all.name]!.settings('http://127.0.0.1:9'));
  const connection = { source: all.name, name: 'main', start: FROM, settings };
  let wire = http;
  const secret = async () => TWINS[all.name]!.secret;
  const session = () => all.open(connection, { http: (request) => wire(request), clock, random: () => 0.5, secret });
  const ports = { store, vault, clock, tokens: new Tokens(Buffer.alloc(32, 1)), source, connection };
  const ref = { source: all.name, connection: 'main', stream: stream.name };
  return {
    store,
    vault,
    clock,
    use: (other: Http) => {
      wire = other;
    },
    plan: async (run = RUN, asOf = TO) =>
      (await planSlices({ run_id: run, source: all.name, connection: 'main', as_of: asOf }, ports)).slice_keys[0]!,
    extract: (slice_key: string, remainingMs = 900_000) =>
      extractSlice(
        { slice_key, source: all.name, connection: 'main' },
        { ...ports, session: session() },
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

describe.each(sources.map((source) => [source.name, source] as const))('%s', (name, source) => {
  const vendor = VENDORS[name]!;

  describe.each(source.streams.map((stream) => [stream.name, stream] as const))('%s', (_name, stream) => {
    const fixture: Fixture = readFixture(name, stream.name);
    const records = fixture.pages.flatMap((page) => vendor.records(page));
    const count =
      stream.name === 'inventory_levels' ? records.flatMap((one) => one.inventoryLevels.nodes).length : records.length;
    const whole = (pages: readonly Answer[] = fixture.pages, total = count) =>
      replay(name, { ...fixture, pages: [...structuredClone(pages)] }, () => total);
    /** The pages with other records in the first, as the only page. */
    const only = (rows: readonly unknown[]) => [
      vendor.last(vendor.withRecords(structuredClone(fixture.pages[0]!), rows)),
    ];
    const first = () => structuredClone(vendor.records(fixture.pages[0]!));
    const size = (rows: readonly unknown[]) =>
      stream.name === 'inventory_levels'
        ? (rows as typeof records).flatMap((one) => one.inventoryLevels.nodes).length
        : rows.length;

    it('lands every record of its pages, declared to the last field and without a personal value', async () => {
      const { plan, extract, manifest, landed, vault, state } = await given(source, stream, whole());
      const written = await manifest((await extract(await plan())).manifest_key);
      expect(written).toMatchObject({ rows: count, quarantined: 0, drift: {} });
      if (stream.proof !== 'none')
        expect(written.proof).toEqual({ kind: stream.proof, expected: count, landed: count });
      const text = await landed(written);
      expect(text.trim().split('\n')).toHaveLength(count);
      expect(text).not.toMatch(/@example\.|\+1\d{9,}|100\.64\./);
      const given_ = JSON.stringify(fixture.pages);
      const [vaulted] = await Array.fromAsync(vault.list('tokens/'));
      if (/@example\./.test(given_))
        expect(gunzipSync((await vault.get(vaulted!.key))!.body).toString()).toMatch(/@example\./);
      expect((await state())?.watermark).toBe(TO);
    });

    it('commits an empty window, and one with a single record', async () => {
      const empty = await given(source, stream, whole(only([]), 0));
      if (stream.name !== 'shop') {
        expect(await empty.extract(await empty.plan())).toMatchObject({ done: true, rows: 0 });
        expect((await empty.state())?.watermark).toBe(TO);
      }
      const rows = first().slice(0, 1);
      const single = await given(source, stream, whole(only(rows), size(rows)));
      expect(await single.extract(await single.plan())).toMatchObject({ done: true, rows: size(rows), quarantined: 0 });
    });

    it('waits as long as a throttle says and goes on', async () => {
      let calls = 0;
      const inner = whole();
      const throttle: Answer = readFixture(name, 'throttle');
      const { plan, extract, manifest, clock } = await given(source, stream, (request) =>
        calls++ === 0 ? Promise.resolve(respond(throttle)) : inner(request),
      );
      const written = await manifest((await extract(await plan())).manifest_key);
      expect(written).toMatchObject({ rows: count, throttled: 1 });
      expect(clock.now() - Date.parse(TO)).toBeGreaterThanOrEqual(7000);
    });

    it('ends at once when the credential is refused, and commits nothing', async () => {
      let calls = 0;
      const { plan, extract, state, store } = await given(source, stream, async () => {
        calls++;
        return respond(vendor.refusal);
      });
      await expect(extract(await plan())).rejects.toThrow(SourceAuthError);
      expect(calls).toBe(1);
      expect(await state()).toBeUndefined();
      expect(await Array.fromAsync(store.list('landing/'))).toEqual([]);
    });

    it('quarantines a malformed record and lands the others', async () => {
      const rows = first();
      const target = stream.name === 'inventory_levels' ? rows[0].inventoryLevels.nodes[0] : rows[0];
      target.id = 17;
      const { plan, extract, manifest, store } = await given(source, stream, whole(only(rows), size(rows)));
      const written = await manifest((await extract(await plan())).manifest_key);
      expect(written).toMatchObject({ rows: size(rows) - 1, quarantined: 1 });
      const [file] = await Array.fromAsync(store.list('landing/_quarantine/'));
      const text = gunzipSync((await store.get(file!.key))!.body).toString();
      expect(text).toMatch(/"reasons":\["id: /);
      expect(text).not.toMatch(/@example\./);
    });

    it('keeps an unknown field, counts it, and lets no text of it through', async () => {
      const rows = first();
      const target = stream.name === 'inventory_levels' ? rows[0].inventoryLevels.nodes[0] : rows[0];
      target.newlyAdded = { who: 'Jane Invented', when: 7 };
      const { plan, extract, manifest, landed } = await given(source, stream, whole(only(rows), size(rows)));
      const written = await manifest((await extract(await plan())).manifest_key);
      expect(written.drift).toEqual({ '$.newlyAdded': 1 });
      const text = await landed(written);
      expect(text).toMatch(/"newlyAdded":\{"who":"text_1_[A-Z2-7]{26}","when":7\}/);
      expect(text).not.toContain('Jane');
    });

    it('fails with both counts when a page lacks a record', async () => {
      if (stream.proof === 'none') return;
      let pages = 0;
      const inner = whole();
      const { plan, extract, state } = await given(source, stream, async (request) => {
        const response = await inner(request);
        if (vendor.about(request).kind !== 'page' || pages++ > 0) return response;
        const body = JSON.parse(await response.text());
        const rows = vendor.records({ status: 200, body });
        if (stream.name === 'inventory_levels') rows[0].inventoryLevels.nodes.pop();
        else rows.pop();
        return respond(vendor.withRecords({ status: 200, body }, rows));
      });
      const failed = extract(await plan());
      await expect(failed).rejects.toThrow(CompletenessError);
      await expect(failed).rejects.toThrow(new RegExp(`counts ${count} records .* ${count - 1} arrived`));
      expect(await state()).toBeUndefined();
    });

    it('does not double what a repeated page shows again', async () => {
      if (fixture.pages.length < 2) return;
      let repeated = false;
      const inner = whole();
      const { plan, extract } = await given(source, stream, (request) => {
        const { kind, token } = vendor.about(request);
        if (kind !== 'page' || token === undefined || repeated) return inner(request);
        repeated = true;
        return Promise.resolve(respond(structuredClone(fixture.pages[0]!)));
      });
      expect(await extract(await plan())).toMatchObject({ rows: count });
    });

    it('goes on after a stop at any page, and after a death at any call, with the same rows', async () => {
      const paused = await given(source, stream, whole());
      const key = await paused.plan();
      for (let turn = 0; !(await paused.extract(key, 0)).done; turn++) expect(turn).toBeLessThan(10);
      const reference = await paused.landed(await paused.manifest((await paused.extract(key)).manifest_key));
      const ids = (text: string) =>
        [...text.matchAll(/"_row":(\d+),"record":(.*)\}/g)].map(([, row, record]) => `${row}${record}`);
      for (let death = 0; death < 6; death++) {
        let calls = 0;
        const inner = whole();
        const killed = await given(source, stream, (request) => {
          if (calls++ === death) throw new Error('killed');
          return inner(request);
        });
        const slice = await killed.plan();
        let result: Awaited<ReturnType<typeof killed.extract>> | undefined;
        for (let turn = 0; !result?.done && turn < 10; turn++)
          result = await killed.extract(slice, 0).catch(() => undefined);
        if (!result?.done) throw new Error('it never came to an end');
        expect(ids(await killed.landed(await killed.manifest(result.manifest_key)))).toEqual(ids(reference));
      }
    });

    it('answers a repeat from its manifest, and reads a late change in the next run', async () => {
      const story = await given(source, stream, whole());
      const key = await story.plan();
      const once = await story.extract(key);
      story.use(() => Promise.reject(new Error('nobody needs to be asked')));
      expect(await story.extract(key)).toEqual(once);
      const changed = first().slice(0, 1);
      if (stream.sync === 'incremental') changed[0] = vendor.touched(changed[0], '2026-09-30T23:30:00Z');
      story.use(whole(only(changed), size(changed)));
      const later = await story.plan('20261001T001500000-bbbb', '2026-10-01T00:15:00.000Z');
      const slice = JSON.parse((await story.store.get(later))!.body.toString());
      if (stream.sync === 'incremental') expect(slice.window.from).toBe('2026-09-30T23:00:00.000Z');
      const written = await story.manifest((await story.extract(later)).manifest_key);
      expect(written.rows).toBe(size(changed));
      if (stream.sync === 'incremental') expect(await story.landed(written)).toContain('2026-09-30T23:30:00Z');
    });
  });
});
