// The templates of docs/examples/profit, dropped as they are: each row stands in the entity that it is for.
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { profitFiles } from '../../../docs/examples/profit/files.ts';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { extractSlice } from '../../../lambdas/extractors/engine/extract.ts';
import { planSlices } from '../../../lambdas/extractors/engine/plan.ts';
import { shaped } from '../../../lambdas/extractors/engine/source.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { files } from '../../../lambdas/extractors/sources/files/source.ts';
import { Bench, beneath } from '../../golden/harness.ts';
import { library } from '../../helpers/library.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';
import { landed } from './landed.ts';

const FOLDER = fileURLToPath(new URL('../../../docs/examples/profit', import.meta.url));
const PARTS: Readonly<Record<string, string>> = {
  int_product_costs__files: 'sku, shop_key, unit_cost_amount, cost_currency, effective_date',
  int_cost_rates__files: 'cost_type, shop_key, applies_to, valid_from, share, fixed_amount, currency',
  int_order_charges__files: 'order_name, shop_key, cost_type, amount, currency',
  int_ad_spend__files: 'spend_date, channel_type, campaign_name, spend_amount, currency',
  int_plan_amounts__files: 'month_date, line, amount',
};

/** Lines of the slices that the folder is read in, and how many rows were refused. */
async function readFolder(asOf: string) {
  const settings = files.settings.parse({ folder: 'drop', tables: profitFiles });
  const source = shaped(files, settings);
  const connection = { source: 'files', name: 'main', start: '2015-01-01T00:00:00Z', settings };
  const [store, vault, clock] = [memoryStore(), memoryStore(), virtualClock(Date.parse(asOf))];
  const session = source.open(connection, { drop: () => filesystemStore(FOLDER), clock } as never);
  const ports = { ...{ store, vault, clock, source, connection, session }, tokens: new Tokens(Buffer.alloc(32, 1)) };
  const ref = { run_id: '20991001T000000000-aaaa', source: 'files', connection: 'main', as_of: asOf };
  const lines: string[] = [];
  for (const slice_key of (await planSlices(ref, { store, source, connection })).slice_keys) {
    const input = { slice_key, source: 'files', connection: 'main' };
    const { manifest_key } = await extractSlice(input, ports, { remainingMs: () => 900_000 });
    const manifest = JSON.parse(new TextDecoder().decode((await store.get(manifest_key!))!.body));
    expect(manifest.quarantined_rows ?? 0).toBe(0);
    lines.push(...(await landed({ ports } as never, [manifest])));
  }
  return lines;
}

it('templates of costs are read as they are', async () => {
  const bench = await Bench.open(beneath(library, Object.keys(PARTS)));
  try {
    await bench.landLines(
      { source: 'files', connection: 'main', stream: 'rows' },
      await readFolder('2099-10-01T00:00:00Z'),
    );
    const candidate = await bench.build('files', '2099-10-01T00:00:00Z');
    const rows: Record<string, string[]> = {};
    for (const [part, columns] of Object.entries(PARTS)) {
      const found = await candidate.query(`select ${columns} from intermediate.${part}`);
      rows[part] = found.map((row) => Object.values(row).join(' ')).sort();
    }
    expect(rows).toMatchInlineSnapshot(`
      {
        "int_ad_spend__files": [
          "2026-06-01 agency Retainer 250.0000 EUR",
          "2026-06-12 print Leaflets 90.0000 EUR",
        ],
        "int_cost_rates__files": [
          "duty shopify:main CA  0.08000000  ",
          "packaging     0.5500 EUR",
          "payment_fee  bank_transfer  0.00000000 0.0000 EUR",
          "payment_fee  stripe  0.01500000 0.2500 EUR",
          "shipping     6.5000 EUR",
          "shipping  DE   4.2000 EUR",
          "shipping  DE 2026-07-01  4.4500 EUR",
        ],
        "int_order_charges__files": [
          "#1001 shopify:main duty 3.1000 USD",
          "#1001 shopify:main shipping 7.3500 USD",
          "1002 woocommerce:main shipping 4.9900 EUR",
        ],
        "int_plan_amounts__files": [
          "2026-01-01 cogs 17000.0000",
          "2026-01-01 marketing 6000.0000",
          "2026-01-01 net_sales 40000.0000",
          "2026-02-01 net_sales 38000.0000",
        ],
        "int_product_costs__files": [
          "MUG-BLUE  4.2000 EUR 2026-01-01",
          "MUG-BLUE  4.5500 EUR 2026-07-01",
          "MUG-RED shopify:main 5.1000 USD 2026-01-01",
        ],
      }
    `);
  } finally {
    await bench.close();
  }
});
