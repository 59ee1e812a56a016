// Somebody links and unlinks records in a dropped file: facts follow, and taking a row out of the file restores every one of them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkByQuery } from '../../../lambdas/quality/query-checks.ts';
import { Bench, beneath } from '../../golden/harness.ts';
import { onDuckdb } from '../../helpers/engine.ts';
import { library as whole } from '../../helpers/library.ts';

const AS_OF = '2026-04-01T00:00:00Z';
const MARTS = [
  'dim_customers',
  'dim_customer_records',
  'fct_identity_edges',
  'fct_orders',
  'fct_sales',
  'mart_customer_rfm',
];

const gid = (type: string, id: number | string) => `gid://shopify/${type}/${id}`;
const money = (amount: string) => ({ shopMoney: { amount, currencyCode: 'USD' } });
const customer = (id: number, email: string) => ({
  ...{ id: gid('Customer', id), createdAt: `2026-01-0${id}T00:00:00Z`, updatedAt: `2026-01-0${id}T00:00:00Z` },
  ...{ state: 'ENABLED', defaultEmailAddress: { emailAddress: `email_1_${email}`, marketingState: 'SUBSCRIBED' } },
});
const order = (id: number, of: number) => ({
  ...{ id: gid('Order', id), name: `#${id}`, customer: { id: gid('Customer', of) }, test: false, currencyCode: 'USD' },
  ...{
    createdAt: `2026-02-0${id}T00:00:00Z`,
    processedAt: `2026-02-0${id}T00:00:00Z`,
    updatedAt: `2026-02-0${id}T00:00:00Z`,
  },
  ...{ taxesIncluded: false, displayFinancialStatus: 'PAID', totalPriceSet: money(`${id}0.33`) },
  lineItems: {
    nodes: [
      {
        id: gid('LineItem', id),
        sku: 'S',
        title: 'T',
        quantity: 1,
        currentQuantity: 1,
        originalUnitPriceSet: money(`${id}0.33`),
      },
    ],
  },
});

/** One person by an e-mail, who is in the mailer too; two strangers. */
const SHOP = {
  'shopify.shop': [{ id: gid('Shop', 1), name: 'Shop', ianaTimezone: 'UTC', currencyCode: 'USD' }],
  'shopify.customers': [customer(1, 'SHARED'), customer(2, 'SHARED'), customer(3, 'THREE'), customer(4, 'FOUR')],
  'shopify.orders': [order(1, 1), order(2, 2), order(3, 3), order(4, 4)],
  'klaviyo.profiles': [
    {
      id: 'P',
      attributes: {
        email: 'email_1_FOUR',
        external_id: '3',
        created: AS_OF.replace('04', '01'),
        updated: AS_OF.replace('04', '01'),
      },
    },
  ],
};

type Decision = readonly [action: string, a: string, b: string, at: string | null];
const record = (id: number | string) => (typeof id === 'number' ? `shopify:main:${id}` : id);
const LINK: Decision = ['link', record(1), record(3), '2026-03-01T00:00:00Z'];
const UNLINK: Decision = ['unlink', record(1), record(2), '2026-03-01T00:00:00Z'];

describe('decisions about records', () => {
  let bench: Bench;
  let drops = 0;
  let runs = 0;

  /** The file as it is dropped: the newest replaces those before. */
  async function drop(decisions: readonly Decision[]): Promise<void> {
    const at = new Date(Date.parse('2026-03-10T00:00:00Z') + 60_000 * drops++).toISOString();
    const file = { table: 'identity_links', file: 'identity-links.csv', file_changed_at: at, mode: 'replace' };
    const rows = decisions.map(([action, record_a, record_b, decided], row) => ({
      ...{ ...file, line: row + 2, key: `${drops}:${row + 2}` },
      values: {
        action,
        record_a,
        record_b,
        reason: 'seen by support',
        by: 'name_1_ME',
        ...(decided ? { at: decided } : {}),
      },
    }));
    await bench.land({ 'files.rows': [{ ...file, line: 0, key: `${drops}`, values: {} }, ...rows] }, at);
  }

  async function built(): Promise<Record<string, string[]>> {
    await (await bench.build(`run-${runs++}`, AS_OF)).publish();
    const rows = MARTS.map(async (mart) => {
      const found = await bench.warehouse.query(`select to_json(m)::varchar as row from marts.${mart} as m`);
      return [mart, found.map(({ row }) => String(row)).sort()] as const;
    });
    return Object.fromEntries(await Promise.all(rows));
  }

  const customersOf = async (...records: string[]) => {
    const rows = await bench.warehouse.query<{ record_key: string; customer_key: string }>(
      'select record_key, customer_key from marts.dim_customer_records',
    );
    const of = new Map(rows.map(({ record_key, customer_key }) => [record_key, customer_key]));
    return new Set(records.map((one) => of.get(one))).size;
  };

  const faultsOf = async (name: string) => {
    const check = bench.library.checks.find(({ header }) => header.check === name)!;
    const candidate = await bench.warehouse.beginCandidate(`check-${runs++}`);
    const { faults } = await checkByQuery(check, candidate, onDuckdb(bench.library, AS_OF));
    await candidate.discard();
    return faults.map(({ file, line, field, reason }) => [file, line, field, reason]);
  };

  beforeAll(async () => {
    bench = await Bench.open(beneath(whole, MARTS));
    await bench.land(SHOP, '2026-03-02T00:00:00Z');
  });
  afterAll(() => bench.close());

  it('link two strangers with all that is theirs, and a row taken out restores every fact to the digit', async () => {
    const before = await built();
    expect(await customersOf(record(1), record(2), record(3), record(4), 'klaviyo:main:P')).toBe(2);
    await drop([LINK]);
    const linked = await built();
    expect(await customersOf(record(1), record(2), record(3), record(4))).toBe(1);
    expect(linked.fct_orders).not.toEqual(before.fct_orders);
    expect(linked.fct_identity_edges!.join()).toContain(
      '"rule":"manual","confidence":"certain","stated_by":"identity-links.csv:2"',
    );
    await drop([]);
    expect(await built()).toEqual(before);
  });

  it('unlink two records that share an address, which then is the first one’s alone', async () => {
    const before = await built();
    await drop([UNLINK]);
    const parted = await built();
    expect(await customersOf(record(1), record(2))).toBe(2);
    expect(parted.fct_orders).not.toEqual(before.fct_orders);
    const [contact] = await bench.warehouse.query(
      `select count(*) as n from intermediate.int_contacts_resolved as contacts
       join marts.dim_customer_records as records on records.customer_key = contacts.customer_key
       where contacts.token = 'email_1_SHARED' and records.record_key = '${record(1)}'`,
    );
    expect(Number(contact!.n)).toBe(1);
    await drop([]);
    expect(await built()).toEqual(before);
  });

  it('count by the latest word about two records, in whichever order they are named', async () => {
    const [, a, b] = LINK;
    await drop([LINK, ['unlink', b, a, '2026-03-02T00:00:00Z']]);
    await built();
    expect(await customersOf(a, b)).toBe(2);
    expect(await faultsOf('identity_decisions_are_clear')).toEqual([]);
  });

  it('are refused by file, line and column where they are no decision', async () => {
    const [, a, b, at] = LINK;
    await drop([
      ['merge', a, b, at],
      ['link', 'shopify:main:99', b, at],
      ['link', a, 'klaviyo:main:nobody', at],
      ['link', a, a, at],
      ['link', a, b, null],
      ['link', record(2), b, at],
      ['unlink', b, record(2), at],
    ]);
    await built();
    expect(await faultsOf('identity_decisions_are_clear')).toEqual([
      ['identity-links.csv', 2, 'action', 'neither link nor unlink'],
      ['identity-links.csv', 3, 'record_a', 'no record of people has this key'],
      ['identity-links.csv', 4, 'record_b', 'no record of people has this key'],
      ['identity-links.csv', 5, 'record_b', 'the same record as in record_a'],
      ['identity-links.csv', 6, 'at', 'no time of the decision'],
      ['identity-links.csv', 7, 'at', 'another row decides the opposite about these records at the same time'],
      ['identity-links.csv', 8, 'at', 'another row decides the opposite about these records at the same time'],
    ]);
    expect(await customersOf(a, b)).toBe(2);
  });

  it('are said where the two stay one customer through a third', async () => {
    await drop([['unlink', record(3), record(4), '2026-03-01T00:00:00Z']]);
    await built();
    expect(await faultsOf('identity_unlinks_hold')).toEqual([
      ['identity-links.csv', 2, 'record_b', 'still one customer with record_a through other records'],
    ]);
    await drop([
      ['unlink', record(3), record(4), '2026-03-01T00:00:00Z'],
      ['unlink', record(3), 'klaviyo:main:P', '2026-03-01T00:00:00Z'],
    ]);
    await built();
    expect(await faultsOf('identity_unlinks_hold')).toEqual([]);
    expect(await customersOf(record(3), record(4))).toBe(2);
  });
});
