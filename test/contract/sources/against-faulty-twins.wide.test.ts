// Whole sources against their twins where not all goes well: faults of the network, and what is malformed.
import { describe, expect, it } from 'vitest';
import type { Manifest } from '../../../lambdas/contracts/manifest.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import { withTwins } from '../../../local/twins/server.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openStage } from '../twins/stage.ts';
import { everything, landed, recordsOf } from './landed.ts';

const world = tinyWorld();

describe.each(withTwins(sources).map((source) => source.name))('%s against its twin', (name) => {
  // Other seeds, with deaths and missing records, are the business of `npm run chaos`.
  it('lands the same through throttles, errors, resets, cut bodies and repeated pages', async () => {
    const rough = await openStage(world, name, { faults: { rate: 0.15, seed: 1 } });
    const manifests: Manifest[] = [];
    for (const key of await rough.plan()) {
      // What ends an attempt here is what a state machine tries again.
      for (let attempt = 0; ; attempt++) {
        try {
          manifests.push((await rough.extract(key))!);
          break;
        } catch (error) {
          if (attempt === 5) throw error;
        }
      }
    }
    const calm = await openStage(world, name);
    const expected = recordsOf(await landed(calm, await everything(calm)));
    const found = recordsOf(await landed(rough, manifests));
    expect(found.length).toBe(expected.length);
    expect(found).toEqual(expected);
  });

  it('names what is malformed, keeps what is new, and proves both', async () => {
    const stage = await openStage(world, name, { faults: { malformed: 0.03, drift: true } });
    let named = 0;
    for (const manifest of await everything(stage)) {
      named += manifest.faults?.total ?? 0;
      expect(manifest.faults?.total ?? 0).toBeGreaterThanOrEqual(manifest.quarantined);
      if (manifest.proof.kind !== 'none') expect(manifest.proof.expected).toBe(manifest.rows + manifest.quarantined);
      // GraphQL answers hold what was asked for and nothing else.
      if (name === 'klaviyo')
        expect(manifest.drift).toEqual(manifest.rows > 0 ? { '$.newlyAdded': manifest.rows } : {});
    }
    expect(named).toBeGreaterThan(0);
  });
});
