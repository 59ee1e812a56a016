import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPlausible } from '../../../lambdas/quality/plausibility/check-plausible.ts';
import { checkValues } from '../../../lambdas/quality/value-checks.ts';
import { Bench, beneathMarts } from '../../golden/harness.ts';
import { onDuckdb } from '../../helpers/engine.ts';
import { library as whole } from '../../helpers/library.ts';
import { recordsOf } from '../../helpers/usual-shop.ts';

const library = beneathMarts(whole);
const model = library.models.get('fct_inventory_snapshots')!;
const ITEMS = Array.from({ length: 12 }, (_, at) => at + 1);
const LAST = Date.parse('2026-05-31T06:00:00Z');
const gid = (type: string, id: number | string) => `gid://shopify/${type}/${id}`;
const iso = (at: number) => `${new Date(at).toISOString().slice(0, 19)}Z`;

const compilation = onDuckdb(library, iso(LAST));
const levels = (units: (item: number, location: number) => number) => ({
  'shopify.inventory_levels': [1, 2].flatMap((location) =>
    ITEMS.map((item) => ({
      id: gid('InventoryLevel', `${location}0${item}?inventory_item_id=${item}`),
      item: { id: gid('InventoryItem', item) },
      location: { id: gid('Location', location) },
      quantities: ['on_hand', 'available'].map((name) => ({ name, quantity: units(item, location) })),
    })),
  ),
});

describe('stock', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await Bench.open(library);
    await bench.land(recordsOf([]), iso(LAST - 100 * 86_400_000));
  });
  afterEach(() => bench.close());

  async function judged() {
    const candidate = await bench.build('stock', iso(LAST + 3_600_000));
    return (await checkPlausible(model, '2026-05-30', candidate, compilation)).filter(
      ({ outcome }) => outcome === 'fail',
    );
  }

  it('below what was committed in a whole location is no odd record: what stands on it is held back', async () => {
    await bench.land(
      levels((item, location) => 10 * item - (location === 2 ? 500 : 0)),
      iso(LAST),
    );
    const candidate = await bench.build('stock', iso(LAST + 3_600_000));
    const staging = library.models.get('stg_shopify__inventory_levels')!;
    const { validations, faults } = await checkValues(staging, candidate, compilation);
    expect(validations.map(({ check, severity }) => [check, severity])).toContainEqual(['rows_can_be_used', 'error']);
    expect(new Set(faults.map(({ key }) => key)).size).toBe(12);
  });

  it('below what was committed of one product is left out by name', async () => {
    await bench.land(
      levels((item, location) => 10 * item - (location === 2 && item === 3 ? 500 : 0)),
      iso(LAST),
    );
    const candidate = await bench.build('stock', iso(LAST + 3_600_000));
    const staging = library.models.get('stg_shopify__inventory_levels')!;
    const { validations } = await checkValues(staging, candidate, compilation);
    expect(validations.map(({ check, severity, value }) => [check, severity, value])).toEqual([
      ['rows_can_be_used', 'warn', 1],
    ]);
  });

  it('is held beside what was there in the weeks before', async () => {
    for (let day = 70; day >= 1; day--)
      await bench.land(
        levels((item) => 10 * item + (day % 5)),
        iso(LAST - day * 86_400_000),
      );
    expect(await judged()).toEqual([]);
  });
});
