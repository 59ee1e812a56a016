// A flag is read in every form in which extraction takes it; anything else is nothing, and named.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { flag } from '../../../lambdas/extractors/engine/loose-fields.ts';
import { Bench } from '../../golden/harness.ts';
import { library as whole } from '../../helpers/library.ts';

const AS_OF = '2026-02-01T00:00:00Z';
const FORMS: readonly (readonly [value: unknown, read: boolean | null])[] = [
  ...([true, 'true', 'TRUE', 'True', 1, '1', 'yes', 'YES'] as const).map((value) => [value, true] as const),
  ...([false, 'false', 'FALSE', 0, '0', 'no', 'No'] as const).map((value) => [value, false] as const),
  ['perhaps', null],
];

/** Model → what its column is for true, for false, for nothing, and for what is no flag. */
const READ = [
  ['magento.customers', 'stg_magento__customers', 'email_consent', ['subscribed', 'never', 'never', null]],
  ['magento.customers', 'stg_magento__customer_addresses', 'is_default', [true, false, false, false]],
  ['intercom.contacts', 'stg_intercom__contacts', 'email_consent', ['unsubscribed', 'never', 'never', null]],
  ['magento.source_items', 'stg_magento__source_items', 'is_in_stock', [true, false, null, null]],
  ['woocommerce.orders', 'stg_woocommerce__orders', 'is_tax_included', [true, false, null, null]],
] as const;

const RECORDS: Readonly<Record<string, (id: number, value: unknown) => Record<string, unknown>>> = {
  'magento.customers': (id, value) => ({
    ...{ id, email: `email_1_${id}`, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' },
    addresses: [{ default_billing: value, country_id: 'DE' }],
    extension_attributes: { is_subscribed: value },
  }),
  'intercom.contacts': (id, value) => ({
    ...{
      id: String(id),
      role: 'user',
      created_at: 1767225600,
      updated_at: 1767225600,
      unsubscribed_from_emails: value,
    },
  }),
  'magento.source_items': (id, value) => ({ sku: `s${id}`, source_code: 'default', quantity: 1, status: value }),
  'woocommerce.orders': (id, value) => ({
    ...{ id: String(id), date_created_gmt: '2026-01-01T00:00:00', total: '10.00', currency: 'EUR', line_items: [] },
    prices_include_tax: value,
  }),
};

describe('a flag', () => {
  let bench: Bench;
  beforeAll(async () => {
    const needed = new Set<string>();
    const need = (name: string): void => {
      if (needed.has(name)) return;
      needed.add(name);
      for (const parent of whole.models.get(name)!.parents) need(parent);
    };
    for (const [, model] of READ) need(model);
    const models = new Map([...whole.models].filter(([name]) => needed.has(name)));
    bench = await Bench.open({ ...whole, models, checks: [] });
    const values = [...FORMS.map(([value]) => value), null];
    for (const [stream, record] of Object.entries(RECORDS))
      await bench.land({ [stream]: values.map((value, at) => record(at + 1, value)) } as never, '2026-01-02T00:00:00Z');
    await (await bench.build('flags', AS_OF)).publish();
  });
  afterAll(() => bench.close());

  it('is taken by extraction in these forms', () => {
    expect(FORMS.filter(([value]) => flag().safeParse(value).success).map(([value]) => value)).toEqual(
      FORMS.filter(([, read]) => read !== null).map(([value]) => value),
    );
  });

  it.each(READ)('of %s is read in %s.%s', async (_, model, column, [yes, no, nothing, neither]) => {
    const key = bench.library.models.get(model)!.header.key[0]!;
    const rows = await bench.warehouse.query<Record<string, string | boolean | null>>(
      `select ${key} as name, ${column} as value, _nulled as nulled from staging.${model}`,
    );
    const of = new Map(rows.map(({ name, ...row }) => [Number(/(\d+)$/.exec(String(name).split('/')[0]!)![1]), row]));
    const found = FORMS.map(([value], at) => [value, of.get(at + 1)?.value]);
    expect(found).toEqual(FORMS.map(([value, read]) => [value, read === null ? neither : read ? yes : no]));
    expect(of.get(FORMS.length)!.nulled).toContain(column);
    expect(of.get(1)!.nulled ?? '').not.toContain(column);
    expect(of.get(FORMS.length + 1)).toMatchObject({ value: nothing });
  });
});
