// Checks on lines, on who is who, and what the failure of each check does.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

describe('the lines of a Magento order', () => {
  const order = (order_key: string, more = {}) => ({
    ...{ order_key, currency: 'EUR', subtotal_amount: '30', discount_amount: '4', discount_tax_amount: '0' },
    ...{ tax_amount: '6', shipping_amount: '5', shipping_tax_amount: '1' },
    ...more,
  });
  const line = (order_key: string, more = {}) => ({
    ...{ order_key, gross_amount: '15', discount_amount: '2', tax_amount: '2.5' },
    ...more,
  });
  const found = async (order_more = {}, line_more = {}) =>
    (
      await bench.violations('magento_lines_equal_order', {
        stg_magento__orders: [order('a', order_more)],
        stg_magento__order_lines: [line('a'), line('a', line_more)],
      })
    ).map(({ key, amount, currency }) => [key, Number(amount), currency]);

  it('add up to it', async () => {
    expect(await found()).toEqual([]);
  });

  it('may be a cent off for each line and one for the order', async () => {
    const off = { subtotal_amount: '30.03', discount_amount: '3.97', tax_amount: '6.03' };
    expect(await found(off)).toEqual([]);
    expect(await found({ subtotal_amount: '29.97', tax_amount: '5.97' })).toEqual([]);
  });

  it.each([
    ['price', { subtotal_amount: '30.04' }, 0.04],
    ['price', { subtotal_amount: '29.96' }, 0.04],
    ['discount', { discount_amount: '3.96' }, 0.04],
    ['tax', { tax_amount: '6.04' }, 0.04],
    ['tax', { tax_amount: '5.96' }, 0.04],
    ['tax of the carriage', { shipping_tax_amount: '1.5' }, 0.5],
    ['price, discount and tax', { subtotal_amount: '31', discount_amount: '2', tax_amount: '9' }, 6],
  ])('are found when the %s differs: %o', async (_, more, amount) => {
    expect(await found(more)).toEqual([['a', amount, 'EUR']]);
  });

  it('leave to the carriage a discount of at most its price', async () => {
    expect(await found({ discount_amount: '9.03' })).toEqual([]);
    expect(await found({ discount_amount: '9.04' })).toEqual([['a', 0.04, 'EUR']]);
    expect(await found({ discount_amount: '4.03', shipping_amount: null })).toEqual([]);
    expect(await found({ discount_amount: '4.04', shipping_amount: null })).toEqual([['a', 0.04, 'EUR']]);
  });

  it('are compared with the discount before its tax', async () => {
    expect(await found({ discount_amount: '4.8', discount_tax_amount: '0.8' })).toEqual([]);
  });

  it('are nothing where there are none', async () => {
    const none = { subtotal_amount: null, discount_amount: null, tax_amount: null, shipping_tax_amount: null };
    const rows = await bench.violations('magento_lines_equal_order', {
      stg_magento__orders: [
        order('a'),
        order('b', none),
        order('c', { ...none, subtotal_amount: '0.01' }),
        order('d', { ...none, subtotal_amount: '0.02' }),
      ],
    });
    expect(rows.map(({ key, amount }) => [key, Number(amount)]).sort()).toEqual([
      ['a', 35],
      ['d', 0.02],
    ]);
  });
});

describe('a customer record', () => {
  it('shares no identifier with the record of another customer', async () => {
    const rows = await bench.violations('identity_is_closed', {
      int_identity_edges: [
        ...['r1', 'r2'].map((record_key) => ({ record_key, identifier: 'email:1', confidence: 'high' })),
        ...['r1', 'r3'].map((record_key) => ({ record_key, identifier: 'phone:2', confidence: 'high' })),
        ...['r1', 'r4'].map((record_key) => ({ record_key, identifier: 'address:3', confidence: 'medium' })),
        ...['r1', 'r5'].map((record_key) => ({ record_key, identifier: 'address:4', confidence: 'medium' })),
      ],
      int_customers_resolved: [
        { record_key: 'r1', customer_key: 'c1', loose_customer_key: 'l1' },
        { record_key: 'r2', customer_key: 'c1', loose_customer_key: 'l1' },
        { record_key: 'r3', customer_key: 'c9', loose_customer_key: 'l1' },
        { record_key: 'r4', customer_key: 'c9', loose_customer_key: 'l1' },
        { record_key: 'r5', customer_key: 'c8', loose_customer_key: 'l8' },
      ],
    });
    expect(rows.map(({ key }) => key).sort()).toEqual(['address:4', 'phone:2']);
  });

  it('shows one first name, as nearly all customers do', async () => {
    const account = (connection: string, several_names_count: number, customers_count: number) => ({
      ...{ source: 'shopify', connection, several_names_count, customers_count },
    });
    const rows = await bench.violations('customers_have_one_name', {
      mart_identity_quality: [account('many', 11, 1000), account('few', 10, 1000), account('small', 5, 100)],
    });
    expect(rows).toEqual([
      {
        key: 'shopify:many',
        says: '11 of 1000 customers with a record of shopify:many show several first names; ask npm run -s why for the links of one, and unlink what is wrong.',
      },
    ]);
  });

  it('is there for an order that names it, once customers were read the day after next', async () => {
    const whose = { source: 'shopify', connection: 'main', is_shop: true };
    const orders = (created_at: string, customer_record_key: string | null, connection = 'main') => ({
      ...{
        source: 'shopify',
        order_key: `${created_at.slice(0, 10)}/${customer_record_key}/${connection}`,
        created_at,
        customer_record_key,
        connection,
      },
    });
    const read = (began_at: string) => ({
      ...{ source: 'shopify', connection: 'main', stream: 'customers', slice_id: began_at, began_at },
      window: { from: '2026-05-01T00:00:00Z', to: '2026-06-01T00:00:00Z' },
    });
    await bench.noteWindows([read('2026-06-01T05:00:00Z'), read('2026-06-03T05:00:00Z')]);
    const rows = await bench.violations('orders_name_known_customers', {
      int_people__shopify: [{ ...whose, record_key: 'known' }],
      int_people__klaviyo: [{ ...whose, source: 'klaviyo', is_shop: false, record_key: 'nobody' }],
      int_orders__shopify: [
        orders('2026-06-01T23:00:00Z', 'nobody'),
        orders('2026-06-02T01:00:00Z', 'nobody'),
        orders('2026-06-01T23:00:00Z', 'known'),
        orders('2026-06-01T23:00:00Z', null),
        orders('2026-06-01T23:00:00Z', 'nobody', 'unread'),
      ],
    });
    expect(rows).toEqual([{ key: '2026-06-01/nobody/main' }]);
  });
});

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
  };

  it('holds back published totals that are wrong, warns of the rest, and names the records it is about', () => {
    const told = bench.library.checks.map(({ header: { check, severity, family, table, unit, fault } }) => [
      check,
      [severity, family, table, unit, ...(fault ? [fault.effect, 'field' in fault ? fault.field : 'of the file'] : [])],
    ]);
    expect(Object.fromEntries(told)).toEqual(PROMISES);
  });
});
