// Whole sources against their twins: all there is, what is missing, and what must not get through.
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CompletenessError } from '../../../lambdas/contracts/errors.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import { withTwins } from '../../../local/twins/server.ts';
import { TRUTH } from '../../../local/world/truth/tables.ts';
import { smallWorld, tinyWorld } from '../../helpers/worlds.ts';
import { openStage } from '../twins/stage.ts';
import { everything, landed } from './landed.ts';

const world = tinyWorld();

/** Advertising, analytics and exchange rates hold nobody's address. */
const NAMELESS = ['ecb', 'ga4', 'google_ads', 'meta_ads'];

describe.each(withTwins(sources).map((source) => source.name))('%s against its twin', (name) => {
  /** Streams of which a tiny world shows something. */
  const shown = new Set<string>();

  it('lands all there is, proves it, and lets no personal value through', async () => {
    const stage = await openStage(world, name);
    const manifests = await everything(stage);
    for (const { stream, rows, quarantined, proof, drift } of manifests) {
      if (rows > 0) shown.add(stream);
      expect(quarantined, stream).toBe(0);
      expect(drift, stream).toEqual({});
      if (proof.kind !== 'none') expect([proof.expected, proof.landed], stream).toEqual([rows, rows]);
    }
    const text = (await landed(stage, manifests)).join('\n');
    expect(text.length).toBeGreaterThan(100_000);
    expect(/zqcanary|\+1999|@|100\.64\.|203\.0\.113\.|2001:db8:ca/i.exec(text)?.[0]).toBeUndefined();
    const personal = new Set([...TRUTH.pii_all!(world)].map(({ value }) => value));
    for (const [, value] of text.matchAll(/"((?:[^"\\]|\\.)*)"/g))
      if (personal.has(value)) throw new Error(`${value} got through`);
    if (NAMELESS.includes(name)) return;
    let vaulted = '';
    for await (const { key } of stage.ports.vault.list('tokens/'))
      vaulted += gunzipSync((await stage.ports.vault.get(key))!.body).toString();
    expect(/"kind":"email","value":"zqcanary\.e\.7@example\.net"/i.test(vaulted)).toBe(true);
  });

  it('fails a slice of every provable stream that is under-delivered, with both counts, and leaves no trace of it', async () => {
    for (const { name: stream, proof } of sources.find((one) => one.name === name)!.streams) {
      if (proof === 'none') continue;
      const where = shown.has(stream) ? world : smallWorld(); // of nothing nothing can be missing
      const stage = await openStage(where, name, { streams: [stream], faults: { underDeliver: [stream] } });
      let failures = 0;
      for (const key of await stage.plan())
        await stage.extract(key).catch((error: unknown) => {
          failures++;
          expect(error, stream).toBeInstanceOf(CompletenessError);
          expect(String(error)).toMatch(/the vendor counts \d+ records .*, \d+ arrived/);
        });
      expect(failures, stream).toBe(1);
      expect(await Array.fromAsync(stage.ports.store.list('ops/pending/'))).toHaveLength(
        (await stage.plan()).length - 1,
      );
    }
  });
});
