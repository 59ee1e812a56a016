// Goods may be promised that are not there, but no more of them can be gone than were promised: such a level is left out by name.

import { expect, it } from 'vitest';
import { MODEL_FAULTS_KEY } from '../../../lambdas/contracts/layout.ts';
import { FaultLedger } from '../../../lambdas/contracts/record-fault.ts';
import { runChecks } from '../../../lambdas/quality/run-checks.ts';
import { Bench } from '../../golden/harness.ts';
import { library as whole } from '../../helpers/library.ts';

const AS_OF = '2026-09-30T00:00:00Z';
const models = new Map([...whole.models].filter(([name]) => /^stg_shopify__inventory_(levels|readings)$/.test(name)));
const level = (item: number, quantities: Readonly<Record<string, unknown>>) => ({
  id: `gid://shopify/InventoryLevel/${item}`,
  item: { id: `gid://shopify/InventoryItem/${item}` },
  location: { id: 'gid://shopify/Location/1' },
  quantities: Object.entries(quantities).map(([name, quantity]) => ({ name, quantity })),
});

it('leaves out stock below what was committed, and shows oversold goods', async () => {
  const bench = await Bench.open({ ...whole, models, checks: [] });
  try {
    await bench.land({
      'shopify.inventory_levels': [
        level(1, { on_hand: 10, available: 8, committed: 2 }),
        level(2, { on_hand: 0, available: -3, committed: 3 }),
        level(3, { on_hand: -500, available: -500, committed: 2 }),
        level(4, { on_hand: 4 }),
        level(5, { on_hand: 4, available: 'many', committed: 0 }),
      ],
    });
    const candidate = await bench.build('stock', AS_OF);
    await runChecks({ run_id: 'stock', as_of: AS_OF }, { ...bench, clock: { now: () => 0, sleep: async () => {} } });
    const rows = await candidate.query(
      'select inventory_item_key as key, available_units as units from staging.stg_shopify__inventory_readings order by 1',
    );
    expect(rows.map(({ key, units }) => [key, units === null ? null : Number(units)])).toEqual([
      ['shopify:main:1', 8],
      ['shopify:main:2', -3],
      ['shopify:main:4', null],
      ['shopify:main:5', null],
    ]);
    const ledger = FaultLedger.parse(JSON.parse((await bench.store.get(MODEL_FAULTS_KEY))!.body.toString()));
    expect(ledger.faults.map(({ effect, key, field }) => [effect, key, field])).toContainEqual([
      'left_out',
      expect.stringContaining('shopify:main:3'),
      expect.stringContaining('backed_units'),
    ]);
  } finally {
    await bench.close();
  }
});
