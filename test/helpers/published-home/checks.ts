import type { CheckResult } from '../../../lambdas/contracts/quality.ts';
import { PIPELINE_RUN } from './runs.ts';

const result = (
  check: string,
  family: CheckResult['family'],
  table: string,
  more: Partial<CheckResult> = {},
): CheckResult => ({
  run_id: PIPELINE_RUN,
  check,
  family,
  table,
  column: null,
  severity: 'error',
  outcome: 'pass',
  value: 0,
  threshold: 0,
  unit: 'rows',
  sample_keys: [],
  message: '',
  ...more,
});

/** Checks of a healthy run with one warning. */
export const CHECKS: readonly CheckResult[] = [
  'fct_orders',
  'fct_order_lines',
  'fct_sales',
  'dim_products',
  'mart_daily_sales',
  'mart_customer_rfm',
].flatMap((table) => [
  result('unique', 'unique', `marts.${table}`),
  result('not_null', 'not_null', `marts.${table}`),
  result('fresh', 'freshness', `marts.${table}`, { severity: 'warn' }),
  result('ledger_equals_orders', 'reconciliation', `marts.${table}`),
  ...(table === 'dim_products'
    ? [
        result('cost_is_set', 'range', 'marts.dim_products', {
          severity: 'warn',
          outcome: 'fail',
          value: 3,
          sample_keys: ['shopify:main:9001', 'shopify:main:9004'],
          message: 'Products without a unit cost are left out of margins.',
        }),
      ]
    : []),
]);
