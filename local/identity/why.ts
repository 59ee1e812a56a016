// Why two records are one customer, from the published marts of a home.
import { join } from 'node:path';
import { queryMarts } from '../../lambdas/adapters/duckdb/published-marts.ts';
import { duckdbSpelling } from '../../lambdas/adapters/duckdb/words.ts';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import { compileStatement } from '../../lambdas/sql/compile-statement.ts';
import type { SqlLibrary } from '../../lambdas/sql/library.ts';
import type { Home } from '../home.ts';
import { assertIntact, publishedIn } from '../query.ts';
import { chainBetween, type Edge, type Step } from './chain.ts';

const MARTS = ['dim_customer_records', 'fct_identity_edges'];

/** `level` on which the two are one customer; null when they are two. */
export interface Why {
  readonly records: readonly [string, string];
  readonly level: 'strict' | 'loose' | null;
  readonly customers: readonly [string, string];
  readonly chain: readonly Step[];
}

interface Customer {
  readonly record_key: string;
  readonly customer_key: string;
  readonly loose_customer_key: string;
}

/** @throws ConfigError when nothing is published, or a record is unknown */
export async function whyOne(
  home: Home,
  store: ObjectStore,
  library: Pick<SqlLibrary, 'statements' | 'models' | 'macros'>,
  [one, other]: readonly [string, string],
): Promise<Why> {
  const { marts, version } = await publishedIn(home, store);
  const files = await Promise.all(
    MARTS.map(async (name) => {
      const mart = marts[name];
      if (!mart) throw new ConfigError(`the published version ${version} has no ${name}; see npm run -s status`);
      const path = join(home.root, mart.key);
      await assertIntact(path, mart.sha256, name);
      return { name, path };
    }),
  );
  const ask = async <Row>(statement: string, given: Readonly<Record<string, string>>) => {
    const sql = compileStatement(statement, given, { library, spelling: duckdbSpelling });
    return (await Array.fromAsync(queryMarts(files, MARTS, sql))) as Row[];
  };
  const found = await ask<Customer>('customers_of_records', { record_a: one, record_b: other });
  const customerOf = (record: string): Customer => {
    const customer = found.find(({ record_key }) => record_key === record);
    if (!customer)
      throw new ConfigError(`no record of people is called ${record}; record_key of dim_customer_records lists them`);
    return customer;
  };
  const [a, b] = [customerOf(one), customerOf(other)];
  const level =
    a.customer_key === b.customer_key ? 'strict' : a.loose_customer_key === b.loose_customer_key ? 'loose' : null;
  const edges = level && (await ask<Edge>('edges_of_customer', { loose_customer_key: a.loose_customer_key }));
  return {
    records: [one, other],
    level,
    customers: [a.customer_key, b.customer_key],
    chain: (edges && chainBetween(edges, one, other)) ?? [],
  };
}
