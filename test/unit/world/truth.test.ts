import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { TRUTH } from '../../../local/world/truth/tables.ts';
import { writeTruth } from '../../../local/world/truth/write.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const world = createSyntheticWorld({ size: 'tiny' });
const rows = (table: string) => [...TRUTH[table]!(world)] as Record<string, never>[];
const everything = { asOf: world.asOf, limit: Number.MAX_SAFE_INTEGER };

describe('the truth of a world', () => {
  it('is written as one file a table, the same bytes each time', async () => {
    const folder = await temporaryFolder();
    await writeTruth(world, join(folder, 'a'));
    await writeTruth(createSyntheticWorld({ size: 'tiny' }), join(folder, 'b'));
    for (const table of Object.keys(TRUTH)) {
      const [one, two] = await Promise.all(
        ['a', 'b'].map((run) => readFile(join(folder, run, `${table}.ndjson`), 'utf8')),
      );
      expect(one).toBe(two);
      expect(one?.endsWith('}\n'), table).toBe(true);
    }
  });

  it('knows the person of every record both vendors show, and names none that they never had', () => {
    const records = rows('records');
    const of = (vendor: string) => new Set(records.filter((one) => one.vendor === vendor).map((one) => one.record));
    expect(of('shopify')).toEqual(new Set(world.shop.customers.page(everything).map((one) => one.id)));
    const gone = new Set(rows('deletes').map((one) => one.record));
    const profiles = new Set(world.mail.profiles.page(everything).map((one) => one.id));
    expect(new Set([...of('klaviyo')].filter((one) => !gone.has(one)))).toEqual(profiles);
  });

  it('holds every personal value any record shows, and the canaries in their disguises', () => {
    const known = new Set(rows('pii_all').map((one) => String(one.value)));
    const shown = [
      ...world.shop.orders
        .page(everything)
        .flatMap((one) => [one.email, one.phone, one.clientIp, one.shippingAddress?.address1]),
      ...world.shop.customers.page(everything).flatMap((one) => [one.email, one.phone, one.defaultAddress?.company]),
      ...world.mail.profiles.page(everything).flatMap((one) => [one.email, one.phone, one.ip]),
      ...world.shop.customers
        .page(everything)
        .flatMap((one) => (one.firstName ? [`${one.firstName} ${one.lastName}`] : [])),
    ];
    expect(shown.filter((value) => value !== undefined && !known.has(value))).toEqual([]);
    const canaries = rows('pii_canaries');
    expect(new Set(canaries.map((one) => one.person)).size).toBeGreaterThanOrEqual(3);
    expect(canaries.find((one) => one.field === 'email')).toMatchObject({
      value: 'zqcanary.e.7@example.net',
      md5: 'aec70657a06ec5f72ecc963b33e2306d',
      upper: 'ZQCANARY.E.7@EXAMPLE.NET',
    });
  });

  it('agrees with the shop on demand, orders and lifetime value', () => {
    const demand = rows('latent_demand');
    const { fills, intents } = world.simulation;
    const sold = fills.lineQuantity.subarray(0, fills.lineStart[fills.orders]).reduce((total, one) => total + one, 0);
    expect(demand.reduce((total, one) => total + Number(one.sold), 0)).toBe(sold);
    expect(rows('intents').filter((one) => one.fate === 'order')).toHaveLength(fills.orders);
    expect(rows('intents')).toHaveLength(intents.count);
    for (const one of rows('clv')) expect(Number(one.net_365)).toBeGreaterThanOrEqual(Number(one.net_30));
    expect(rows('clv').some((one) => Number(one.net_365) > 0)).toBe(true);
  });
});
