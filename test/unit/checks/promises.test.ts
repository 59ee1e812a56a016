// What the failure of each check does.
import { describe, expect, it } from 'vitest';
import { library } from '../../helpers/library.ts';

describe('the failure of a check', () => {
  /** Check → what it does, whose rows it is about, and the effect on the records it names. */
  const PROMISES = {
    closed_week_equals_shop_report: ['error', 'reconciliation', 'marts.fct_sales', 'shops'],
    customers_have_one_name: ['warn', 'rule', 'marts.mart_identity_quality', 'accounts'],
    costs_are_known: ['warn', 'rule', 'marts.fct_order_line_profit', 'shops'],
    dropped_costs_are_used: ['warn', 'relationship', 'marts.mart_profit_and_loss', 'rows'],
    order_costs_are_known: ['note', 'rule', 'marts.fct_order_costs', 'costs'],
    profit_equals_ledger: ['error', 'reconciliation', 'marts.fct_order_line_profit', 'orders'],
    shops_state_costs: ['note', 'rule', 'marts.fct_order_line_profit', 'shops'],
    stock_is_counted_once: ['note', 'rule', 'marts.fct_inventory_snapshots', 'shops'],
    spend_has_a_rate: ['warn', 'reconciliation', 'marts.fct_ad_spend', 'currencies'],
    daily_sales_equal_ledger: ['error', 'reconciliation', 'marts.mart_daily_sales', 'days'],
    identity_decisions_are_clear: [
      'warn',
      'rule',
      'marts.dim_customer_records',
      'decisions',
      'left_out',
      'of the file',
    ],
    identity_is_closed: ['error', 'rule', 'marts.dim_customers', 'identifiers'],
    identity_unlinks_hold: ['warn', 'rule', 'marts.dim_customer_records', 'decisions', 'left_out', 'of the file'],
    ledger_equals_order_totals: ['warn', 'reconciliation', 'marts.fct_sales', 'orders', 'unexplained', 'total_amount'],
    magento_ledger_equals_documents: [
      'warn',
      'reconciliation',
      'marts.fct_sales',
      'orders',
      'unexplained',
      'total_amount',
    ],
    magento_lines_equal_order: [
      'warn',
      'reconciliation',
      'staging.stg_magento__order_lines',
      'orders',
      'unexplained',
      'items',
    ],
    money_has_a_rate: ['warn', 'reconciliation', 'marts.fct_sales', 'currencies'],
    orders_are_of_their_time: ['warn', 'rule', 'marts.fct_orders', 'orders', 'left_out', 'processed_at'],
    orders_equal_ledger: ['error', 'reconciliation', 'marts.fct_orders', 'orders'],
    orders_name_known_customers: ['warn', 'relationship', 'marts.fct_orders', 'orders'],
    payments_cover_sales: ['warn', 'reconciliation', 'marts.fct_order_payments', 'orders', 'unexplained', null],
    product_decisions_are_clear: ['warn', 'rule', 'marts.dim_shop_products', 'decisions', 'left_out', 'of the file'],
    product_unlinks_hold: ['warn', 'rule', 'marts.dim_shop_products', 'decisions', 'left_out', 'of the file'],
    products_are_closed: ['error', 'rule', 'marts.dim_products', 'links'],
    products_are_in_a_catalogue: ['note', 'relationship', 'marts.dim_shop_products', 'variants'],
    products_link_without_doubt: ['warn', 'rule', 'marts.dim_shop_products', 'values'],
    refunds_stay_within_sales: ['warn', 'rule', 'marts.fct_order_lines', 'lines', 'unexplained', 'quantity'],
    sales_are_of_the_past: ['error', 'rule', 'marts.fct_sales', 'rows'],
    sales_equal_shop_report: ['warn', 'reconciliation', 'marts.mart_sales_reconciliation', 'days'],
    unexplained_money_is_small: ['error', 'reconciliation', 'marts.fct_sales', 'currencies'],
    woocommerce_orders_equal_shop_report: ['warn', 'reconciliation', 'marts.fct_sales', 'days'],
  };

  it('holds back published totals that are wrong, warns of the rest, and names the records it is about', () => {
    const told = library.checks.map(({ header: { check, severity, family, table, unit, fault } }) => [
      check,
      [severity, family, table, unit, ...(fault ? [fault.effect, 'field' in fault ? fault.field : 'of the file'] : [])],
    ]);
    expect(Object.fromEntries(told)).toEqual(PROMISES);
  });
});
