import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Candidate } from '../../../lambdas/ports/warehouse.ts';
import { compileCheck } from '../../../lambdas/sql/compile.ts';
import { buildModel } from '../../../lambdas/transform/build-model.ts';
import { Bench } from '../../golden/harness.ts';
import { execute, onDuckdb } from '../../helpers/engine.ts';

const REF = { run_id: 'run', as_of: '2026-04-01T00:00:00Z', full_refresh: false };
const MODELS = [
  'int_customer_identifiers',
  'int_identity_values',
  'int_identity_edges',
  'int_customer_components',
  'int_customer_components_loose',
  'int_customers_resolved',
  'int_contacts_resolved',
];
const PAIRS = 50_000;
const CHAIN = 300;
const SLOPE = 60;

/** Ordered by chance, the smallest label has to travel back and forth; ordered along the chain, it has the longest way. */
const byChance = '(hash(n) % 1000000)::bigint';
const record = (key: string, email: string, phone: string, name: string, order = byChance) => `
    select ${key} as record_key, 'shopify' as source, 'main' as connection, ${key} as record_id,
        timestamp '2026-01-01' + to_seconds(${order}) as created_at, timestamp '2026-01-01' as updated_at,
        true as is_shop, true as is_contact, ${email} as email_token, ${phone} as phone_token, ${name} as first_name_token,
        null::varchar as last_name_token, null::varchar as name_token, null::varchar as street_token,
        null::varchar as postcode_token, null::varchar as country_code, null::varchar as region_code, null::varchar as city, null::varchar as postcode_area,
        'never' as email_consent, 'never' as sms_consent`;

describe('identity over a hundred thousand records', () => {
  let bench: Bench;
  let candidate: Candidate;

  beforeAll(async () => {
    bench = await Bench.open();
    candidate = await bench.build(REF.run_id, REF.as_of);
    await candidate.createTable(
      'intermediate.int_customer_records',
      `${record("'a' || n", "'mail' || n", "'shop phone'", "'name' || n % 7")} from range(${PAIRS}) as numbers (n)
      union all
      ${record("'b' || n", "'mail' || n", 'null', 'null')} from range(${PAIRS}) as numbers (n)
      union all
      ${record("'chain' || n", "'link' || n // 2", "'call' || (n + 1) // 2", "'one'")} from range(${CHAIN}) as numbers (n)
      union all
      ${record("'slope' || n", "'step' || n // 2", "'stair' || (n + 1) // 2", "'one'", 'n')} from range(${SLOPE}) as numbers (n)`,
    );
    for (const model of MODELS) await buildModel({ ...REF, model }, bench);
  });
  afterAll(() => bench.close());

  const count = async (sql: string) => (await candidate.query<{ n: number }>(`select ${sql}`))[0]?.n;

  it('joins pairs by e-mail, and nobody by the number of the shop', async () => {
    const pairs = "from intermediate.int_customers_resolved where record_key similar to '[ab][0-9]+'";
    expect(await count(`count(*) as n ${pairs}`)).toBe(2 * PAIRS);
    expect(await count(`count(distinct customer_key) as n ${pairs}`)).toBe(PAIRS);
    expect(await count("count(*) as n from intermediate.int_contacts_resolved where token = 'shop phone'")).toBe(0);
  });

  it.each(['chain', 'slope'])('reaches through a long %s, and the earliest record names the customer', async (kind) => {
    const chain = `from intermediate.int_customers_resolved where record_key like '${kind}%'`;
    expect(await count(`count(distinct customer_key) as n ${chain}`)).toBe(1);
    const [first] = await candidate.query<{ key: string }>(
      `select left(sha256(record_key), 32) as key from intermediate.int_customer_records
       where record_key like '${kind}%' order by created_at, record_id limit 1`,
    );
    expect(await count(`min(customer_key) as n ${chain}`)).toBe(first?.key);
  });

  it('is closed, which a check watches', async () => {
    const check = bench.library.checks.find(({ header }) => header.check === 'identity_is_closed')!;
    const sql = compileCheck(check, onDuckdb(bench.library, REF.as_of));
    expect(await candidate.query(sql)).toEqual([]);
    await execute(
      candidate,
      "update intermediate.int_customers_resolved set customer_key = 'torn', loose_customer_key = 'torn' where record_key = 'chain7'",
    );
    const torn = await candidate.query<{ key: string }>(sql);
    expect(torn.map(({ key }) => key).sort()).toEqual(['email:link3', 'phone:call4']);
  });
});
