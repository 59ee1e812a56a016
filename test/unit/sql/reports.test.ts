import { describe, expect, it } from 'vitest';
import { duckdbSpelling } from '../../../lambdas/adapters/duckdb/words.ts';
import { PAGES } from '../../../lambdas/contracts/pages.ts';
import { BODIES } from '../../../lambdas/publish/reports/bodies/index.ts';
import { parseLibrary, type SqlLibrary } from '../../../lambdas/sql/library.ts';
import { compileReport } from '../../../lambdas/sql/reports/compile-report.ts';
import { parseReport, type Query } from '../../../lambdas/sql/reports/report-file.ts';
import { refsOf, reportsOf } from '../../../lambdas/sql/reports/reports.ts';
import { assertReportsBind } from '../../../local/assert-reports-bind.ts';
import { library } from '../../helpers/library.ts';

const HEADER = 'report: by_country\norder: 90\ntitle: T\nabout: A\nowner: tests\nbody: table';
const file = (sql: string, more = '') =>
  parseReport('sql/reports/overview/by_country.sql', `/*---\n${HEADER}${more}\n---*/\n${sql}\n`);
const withReport = (one: Query): SqlLibrary => ({
  ...library,
  reports: reportsOf([...library.reports.queries.values(), one], library.models, library.metrics, library.dimensions),
});

describe('reports', () => {
  it('of ours bind to the marts, name bodies there are, and lie in folders of pages', async () => {
    await assertReportsBind(library);
    for (const { file: path, header, page } of library.reports.reports) {
      expect(Object.keys(BODIES), path).toContain(header.body);
      expect(
        PAGES.map(({ id }) => id),
        path,
      ).toContain(page);
    }
  });

  it('name a column that is not there, the line, and the nearest one', async () => {
    const wrong = withReport(file("select\n    contry_code\nfrom {{ ref('dim_customers') }}"));
    await expect(assertReportsBind(wrong)).rejects.toThrow(
      /by_country\.sql, line 2 of its query: no table it reads has a column contry_code; the nearest: .*country_code/,
    );
  });

  it.each([
    [
      "select 1 from {{ ref('dim_customer') }}",
      '',
      /by_country\.sql:\d+: no model is called dim_customer; the nearest is dim_customers/,
    ],
    ['', '\nmetrics: [net_sale]', /no metric is called net_sale; the nearest is net_sales/],
    ['', '\nuses: [churn_band]', /no query is called churn_band; the nearest is churn_bands/],
    ['', '\noptional: [dim_customers]', /no table of this query is called dim_customers/],
    [
      "select 1 where 1 in {{ query('best_seller') }}",
      '',
      /no query is called best_seller; the nearest is best_sellers/,
    ],
    [
      "select 1 where 1 in {{ query('forecast_weeks') }}",
      '',
      /forecast_weeks nests a query itself; queries nest only one level deep/,
    ],
  ])('name what nobody defines: %s%s', (sql, more, message) => {
    expect(() => withReport(file(sql, more))).toThrow(message);
  });

  it('read what a query in them reads', () => {
    const one = file(
      "select product_key from {{ ref('dim_products') }} where product_key in {{ query('best_sellers') }}",
    );
    const { queries } = withReport(one).reports;
    expect(refsOf(one, queries)).toEqual(['dim_products', 'mart_demand_forecast']);
    const asking = { library: withReport(one), spelling: duckdbSpelling, lastDay: '2026-09-30', currency: null };
    const sql = compileReport(one, {
      ...asking,
      tables: new Set(['marts.dim_products', 'marts.mart_demand_forecast']),
    });
    expect(sql).toMatch(/in \(\nselect product_key\nfrom marts\.mart_demand_forecast\n[\s\S]*limit 8\n\)/);
  });

  it('are refused under another name than their file has', () => {
    const texts = new Map([['reports/overview/other.sql', `/*---\n${HEADER}\n---*/\n`]]);
    expect(() => parseLibrary(texts)).toThrow(
      'sql/reports/overview/other.sql holds by_country; name the file after it',
    );
  });
});
