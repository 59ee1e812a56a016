// What is mutated, area by area, and the tests that must notice. Of TypeScript only tests that import the file are run.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mutantsOfHeader } from './header.ts';
import type { Mutant } from './mutant.ts';
import { mutantsOfSql } from './sql.ts';
import { mutantsOfTypescript } from './typescript.ts';

export interface Area {
  readonly about: string;
  readonly files: readonly string[];
  /** Paths of tests begin with one of these. */
  readonly tests: readonly string[];
}

const ENGINE = 'lambdas/extractors/engine';

export const AREAS: Readonly<Record<string, Area>> = {
  metrics: {
    about: 'definitions, units, owners and limits of the metrics',
    files: ['sql/metrics/*.sql'],
    tests: ['test/unit/metrics', 'test/golden/docs', 'test/unit/reports/metrics', 'test/unit/quality/metric-limits'],
  },
  checks: {
    about: 'queries whose rows must not exist',
    files: ['sql/checks/*.sql'],
    tests: ['test/unit/checks'],
  },
  rfm: {
    about: 'scores and segments of customers',
    files: [
      'sql/models/marts/customers/mart_customer_rfm.sql',
      'sql/macros/quintile.sql',
      'sql/macros/months_after.sql',
    ],
    tests: ['test/unit/models/rfm'],
  },
  alerts: {
    about: 'incidents: what is told, to whom, once',
    files: ['lambdas/alerts/**/*.ts'],
    tests: ['test/unit/alerts'],
  },
  tiles: {
    about: 'rules of the pages: what is an action, a headline, a state',
    files: ['lambdas/publish/reports/{bodies/*,pacing/*,stock-cover,list-evidence,refunds-due}.ts'],
    tests: ['test/unit/reports', 'test/unit/web/bridge'],
  },
  tokeniser: {
    about: 'personal data found and replaced',
    files: [`${ENGINE}/{tokenise,detect-pii,tokens,mail-address,ip-address}.ts`],
    tests: ['personal-forms', 'tokens', 'detect-pii', 'faults', 'extract.'].map((name) => `test/unit/engine/${name}`),
  },
  windows: {
    about: 'what is read next, and what was read',
    files: [`${ENGINE}/{windows,plan,stream-state}.ts`],
    tests: ['windows', 'plan', 'redrive', 'extract.'].map((name) => `test/unit/engine/${name}`),
  },
  money: {
    about: 'orders into lines with money and into events of the ledger; exact decimals; orders of an export',
    files: [
      'sql/models/intermediate/{order_lines,sales_events}/*.sql',
      'sql/macros/{line_events,prorate,share,sum_of,sum_named,sum_refused,take_back}.sql',
      'lambdas/extractors/sources/shopify/exports/order-money.ts',
      `${ENGINE}/{exact-json,money-at-stake}.ts`,
    ],
    tests: [
      'test/unit/models/money',
      'test/unit/models/order-',
      'test/unit/models/ledger',
      'test/unit/models/magento-ledger',
      'test/unit/models/woocommerce-ledger',
      'test/unit/engine/exact-json',
      'test/unit/engine/money-at-stake',
      'test/unit/exports/money',
    ],
  },
};

export const filesOf = (area: Area, root: string): string[] =>
  area.files.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();

/** Every change that can be made to a file. Macros are changed as this machine spells them. */
export function mutantsOf(file: string, root: string): Mutant[] {
  const source = readFileSync(join(root, file), 'utf8');
  if (file.endsWith('.ts')) return mutantsOfTypescript(file, source);
  const end = source.indexOf('---*/') + '---*/'.length;
  const elsewhere = source.indexOf('\n-- snowflake\n', end);
  const spelt = elsewhere < 0 ? source : source.slice(0, elsewhere);
  return [...mutantsOfHeader(file, source, end), ...mutantsOfSql(file, spelt, end)];
}
