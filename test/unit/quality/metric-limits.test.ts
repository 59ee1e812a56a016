// What a metric promises of its value is measured at the gate, over all days and the last four weeks.

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Candidate, Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { checkMetrics } from '../../../lambdas/quality/metric-checks.ts';
import { catalogueOf } from '../../../lambdas/sql/metrics/catalogue.ts';
import { parseMetric } from '../../../lambdas/sql/metrics/metric-file.ts';
import { SQL_FOLDER } from '../../golden/harness.ts';
import { onDuckdb } from '../../helpers/engine.ts';
import { martsOf, warehouseWith } from '../../helpers/hand-made-marts.ts';
import { library } from '../../helpers/library.ts';
import { AS_OF, GOLDEN_MARTS } from '../reports/golden-marts.ts';

const limited = [...library.metrics.values()].filter(({ tests }) => tests.min !== undefined || tests.max !== undefined);
const tables = new Set([...library.models.values()].map(({ table }) => table));

describe('the limits of a metric', () => {
  let warehouse: Warehouse;
  beforeAll(async () => {
    warehouse = await warehouseWith(GOLDEN_MARTS);
    return () => warehouse.close();
  });
  const find = (metrics = library.metrics, built = tables) =>
    checkMetrics(built, warehouse as unknown as Candidate, onDuckdb({ ...library, metrics }, AS_OF));
  /** The catalogue with one file's limits written otherwise. */
  const mutated = (name: string, tests: string) => {
    const text = readFileSync(`${SQL_FOLDER}/metrics/${name}.sql`, 'utf8');
    const other = text.replace(/^tests: .*$/m, `tests: ${tests}`);
    expect(other).not.toBe(text);
    const rest = [...library.metrics.values()].filter(({ metric }) => metric !== name);
    return catalogueOf([...rest, parseMetric(`sql/metrics/${name}.sql`, other)]);
  };

  it('are all measured and kept by sound marts', async () => {
    const validations = await find();
    expect(validations.map(({ column }) => column).sort()).toEqual(limited.map(({ metric }) => metric).sort());
    expect(validations.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
  });

  it.each([
    ['orders', '{ min: 7 }', 'The metric orders is 6 over 2026-01-05 to 2026-02-01 in EUR, below 7.', 6, 7],
    ['refund_rate', '{ max: 0.01 }', 'The metric refund_rate is 0.0405', undefined, 0.01],
    ['inventory_units', '{ max: 11 }', 'The metric inventory_units is 12 over all days, above 11.', 12, 11],
    ['customers_at_risk', '{ min: 4 }', 'The metric customers_at_risk is 3 over all days, below 4.', 3, 4],
  ])('are noticed when %s promises %s', async (name, tests, message, value, threshold) => {
    const failed = (await find(mutated(name, tests))).filter(({ outcome }) => outcome === 'fail');
    expect(failed).toMatchObject([{ check: 'metric_within_limits', column: name, severity: 'warn', threshold }]);
    expect(failed[0]!.message).toContain(message);
    if (value !== undefined) expect(failed[0]!.value).toBe(value);
  });

  it('say nothing of a mart that is not there, and that an empty one is not known', async () => {
    expect(await find(library.metrics, new Set())).toEqual([]);
    const empty = await warehouseWith(martsOf({}));
    const validations = await checkMetrics(tables, empty as unknown as Candidate, onDuckdb(library, AS_OF)).finally(
      () => empty.close(),
    );
    expect(validations.find(({ column }) => column === 'inventory_value')).toMatchObject({
      outcome: 'unknown',
      value: null,
    });
  });
});
