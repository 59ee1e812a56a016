import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { homeAt } from '../../../local/home.ts';
import { whyOne } from '../../../local/identity/why.ts';
import { library } from '../../helpers/library.ts';
import { publishByHand } from '../../helpers/publish-by-hand.ts';
import { suiteFolder } from '../../helpers/temporary-folder.ts';

const home = homeAt(join(suiteFolder(), 'home'));
const why = (one: string, other: string) => whyOne(home, filesystemStore(home.root), library, [one, other]);

/** The shop's record with a mailer's, by its id; the same person at another shop, by name and address; a stranger. */
const RECORDS = [
  'shopify:main:1 ada ada',
  'klaviyo:main:K ada ada',
  'woocommerce:main:1 woo ada',
  'zendesk:main:9 z z',
];
const EDGES = [
  'shopify:main:1 shop:1 shop_id high ada',
  'klaviyo:main:K shop:1 shop_id high ada',
  'shopify:main:1 address:x name_and_address medium ada',
  'woocommerce:main:1 address:x name_and_address medium ada',
];
const rowsOf = (columns: string, rows: readonly string[]) =>
  `select * from (values ${rows.map((row) => `('${row.split(' ').join("', '")}')`).join(', ')}) as t (${columns})`;

beforeAll(() =>
  publishByHand(home, {
    dim_customer_records: rowsOf('record_key, customer_key, loose_customer_key', RECORDS),
    fct_identity_edges: `select *, record_key as stated_by, timestamp '2026-01-02' as seen_at
      from (${rowsOf('record_key, identifier, rule, confidence, loose_customer_key', EDGES)})`,
  }),
);

describe('why two records are one customer', () => {
  it('is a chain of certain and high edges on the strict level', async () => {
    expect(await why('klaviyo:main:K', 'shopify:main:1')).toMatchObject({
      level: 'strict',
      customers: ['ada', 'ada'],
      chain: [
        {
          from: { record_key: 'klaviyo:main:K', identifier: 'shop:1', rule: 'shop_id', confidence: 'high' },
          to: { record_key: 'shopify:main:1', seen_at: '2026-01-02T00:00:00Z' },
        },
      ],
    });
  });

  it('may go through a medium edge, and then they are loosely one', async () => {
    const { level, customers, chain } = await why('klaviyo:main:K', 'woocommerce:main:1');
    expect([level, customers]).toEqual(['loose', ['ada', 'woo']]);
    expect(chain.map(({ from }) => from.rule)).toEqual(['shop_id', 'name_and_address']);
  });

  it('is nothing between strangers, and an error for a record that nobody has', async () => {
    expect(await why('klaviyo:main:K', 'zendesk:main:9')).toMatchObject({ level: null, chain: [] });
    await expect(why('klaviyo:main:K', "o'nobody")).rejects.toThrow(/no record of people is called o'nobody/);
  });
});
