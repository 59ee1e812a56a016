import { describe, expect, it } from 'vitest';
import type { Current } from '../../../lambdas/contracts/pipeline.ts';
import type { Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { assertNothingLost, neverReadMarts } from '../../../lambdas/publish/never-read.ts';
import { parseLibrary } from '../../../lambdas/sql/library.ts';
import { library as whole } from '../../helpers/library.ts';

const model = (name: string, text: string) => `/*---
model: ${name}
grain: one row per thing
key: [thing_key]
materialize: table
owner: commerce
columns:
  thing_key: { type: varchar }
---*/
${text}`;

const library = parseLibrary(
  new Map([
    [
      'models/staging/shop/stg_shop__orders.sql',
      model('stg_shop__orders', "select * from {{ source('shop', 'orders') }}"),
    ],
    [
      'models/staging/mail/stg_mail__events.sql',
      model('stg_mail__events', "select * from {{ source('mail', 'events') }}"),
    ],
    ['models/marts/sales/fct_orders.sql', model('fct_orders', "select * from {{ ref('stg_shop__orders') }}")],
    ['models/marts/email/fct_events.sql', model('fct_events', "select * from {{ ref('stg_mail__events') }}")],
    [
      'models/marts/core/dim_people.sql',
      model(
        'dim_people',
        "select * from {{ ref('stg_mail__events') }} union all select * from {{ ref('fct_orders') }}",
      ),
    ],
  ]),
);

/** A warehouse whose raw tables are there, some with rows. */
const holding = (...filled: string[]) =>
  ({
    tables: async () => new Set(['shop__orders', 'mail__events', ...filled].map((name) => `raw.${name}`)),
    extents: async (of: readonly { table: string }[]) =>
      new Map(of.map(({ table }) => [table, { rows: filled.includes(table.slice(4)) ? 7 : 0, newest: null }])),
  }) as unknown as Warehouse;

describe('marts nobody has filled', () => {
  it('are those without a row in any of their sources', async () => {
    expect(await neverReadMarts(library, holding('shop__orders'))).toEqual(['fct_events']);
    expect(await neverReadMarts(library, holding())).toEqual(['dim_people', 'fct_events', 'fct_orders']);
    expect(await neverReadMarts(library, holding('shop__orders', 'mail__events'))).toEqual([]);
  });

  it('include facts when only systems without sales were read: they say who people are', async () => {
    const unread = await neverReadMarts(whole, holding('klaviyo__profiles'));
    expect(unread).toEqual(expect.arrayContaining(['fct_orders', 'fct_sales', 'mart_customer_rfm']));
    expect(unread).not.toContain('dim_customers');
  });

  it('are not published over what was there', () => {
    const before = { marts: { fct_events: { rows: 9585 }, fct_orders: { rows: 0 } } } as unknown as Current;
    expect(() => assertNothingLost(before, ['fct_events'])).toThrow(
      /are empty now: fct_events \(9585 rows\).*served version stays/,
    );
    assertNothingLost(before, ['fct_orders']);
    assertNothingLost(undefined, ['fct_events']);
  });
});
