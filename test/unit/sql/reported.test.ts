// The catalogue in the currency of the reports: no metric of a mart with converted amounts reads the shop's own beside them.
import { expect, it } from 'vitest';
import { library } from '../../helpers/library.ts';

const marts = new Map([...library.models.values()].map((model) => [model.table, model.header.columns]));
const converted = [...library.reportedMetrics.values()].flatMap(({ metric, from, expression }) => {
  const columns = marts.get(from ?? '') ?? {};
  if (!columns.reporting_currency || expression.form !== 'aggregate') return [];
  const own = Object.keys(columns).filter((column) => columns[`reporting_${column}`]);
  return own.map((column) => [metric, column, expression.sql] as const);
});

it.each(converted)('%s reads no %s', (_, column, sql) => {
  expect(sql).not.toMatch(new RegExp(`\\b${column}\\b`));
});
