import { martsOf } from '../../helpers/hand-made-marts.ts';

/** Last day 1 February: four weeks are 5 January to 1 February. One row lies before them, one is in another currency. */
export const AS_OF = '2026-02-02T00:00:00Z';

/** What one day adds to the ledger. */
const day = (event_date: string, currency: string, [gross, discount, refund, shipping, tax]: readonly string[]) =>
  (
    [
      ['sale', 'goods', gross, 2],
      ['discount', 'goods', `-${discount}`, 0],
      ['refund', 'goods', `-${refund}`, -1],
      ['shipping', 'shipping', shipping, 0],
      ['tax', 'tax', tax, 2],
    ] as const
  ).map(([event_type, component, amount = '0', quantity]) => ({
    ...{ sale_event_key: `${event_date}/${currency}/${event_type}`, event_date, currency },
    ...{ event_type, component, amount, quantity },
  }));

const order = (
  order_key: string,
  order_date: string,
  customer_key: string,
  isFirst: boolean,
  amounts: readonly string[],
  more = {},
) => ({
  order_key,
  order_date,
  customer_key,
  is_first_order: isFirst,
  order_index: isFirst ? 1 : 2,
  is_valid: true,
  currency: 'EUR',
  gross_amount: amounts[0]!,
  discount_amount: amounts[1]!,
  refund_amount: amounts[2]!,
  units_count: amounts[3]!,
  unpaid_amount: '0',
  ...more,
});

const email = (email_event_key: string, event_date: string, event_type: string) => ({
  email_event_key,
  event_date,
  event_type,
});
const stock = (snapshot_date: string, product_key: string, on_hand_units: number, value_amount: string) => ({
  snapshot_date,
  product_key,
  on_hand_units,
  available_units: on_hand_units,
  value_amount,
  currency: 'EUR',
});

/** Margins of one day; a line without a cost has none. */
const profit = (profit_date: string, currency: string, amounts: readonly (string | null)[]) => {
  const [net, cogs, fee, carriage, packaging, duty, marketing, ...margins] = amounts;
  return {
    ...{ order_line_profit_key: `${profit_date}/${net}/${currency}`, profit_date, currency },
    ...{ net_amount: net!, cogs_amount: cogs!, payment_fee_amount: fee!, shipping_cost_amount: carriage! },
    ...{ packaging_amount: packaging!, duty_amount: duty!, marketing_amount: marketing! },
    ...{ cm1_amount: margins[0]!, cm2_amount: margins[1]!, cm3_amount: margins[2]! },
  };
};
const marketing = (marketing_date: string, [sessions_count, orders_count, net, spend]: readonly number[]) => ({
  ...{ marketing_date, sessions_count: sessions_count!, orders_count: orders_count!, currency: 'EUR' },
  ...{ net_amount: String(net), spend_amount: String(spend) },
});

export const GOLDEN_MARTS = martsOf({
  fct_order_line_profit: [
    profit('2026-01-04', 'EUR', ['450', '200', '9', '5', '1', '1', '3', '250', '240', '237']),
    // Shipping of 5.95 was charged.
    profit('2026-01-10', 'EUR', ['90.05', '40.02', '2.90', '5', '0.50', '0', '10', '50.03', '47.58', '37.58']),
    profit('2026-01-20', 'EUR', ['200.20', null, '6.10', '5', '0.50', '1.50', '20', null, null, null]),
    profit('2026-01-20', 'EUR', ['-30.03', '-10.01', '0', '0', '0', '0', '0', '-20.02', '-20.02', '-20.02']),
    profit('2026-01-20', 'SEK', ['999', '1', '1', '1', '1', '1', '1', '998', '995', '994']),
  ],
  mart_daily_marketing: [
    marketing('2026-01-04', [30, 1, 450, 99]),
    marketing('2026-01-10', [100, 2, 90.05, 40]),
    marketing('2026-01-20', [150, 4, 270.07, 25.5]),
  ],
  fct_sales: [
    ...day('2026-01-04', 'EUR', ['500', '50', '0', '10', '90']),
    ...day('2026-01-10', 'EUR', ['100.10', '10.05', '0', '5.95', '18.01']),
    ...day('2026-01-20', 'EUR', ['200.20', '0', '30.03', '0', '34.03']),
    ...day('2026-01-20', 'SEK', ['999', '0', '0', '0', '0']),
  ],
  fct_orders: [
    order('o1', '2026-01-04', 'c1', true, ['500', '50', '0', '9']),
    order('o2', '2026-01-10', 'c2', true, ['60.10', '10.05', '0', '1']),
    order('o3', '2026-01-10', 'c1', false, ['40', '0', '30.03', '2']),
    order('o4', '2026-01-20', 'c3', true, ['100', '0', '0', '3']),
    order('o5', '2026-01-20', 'c3', false, ['50.20', '0', '0', '2']),
    order('o6', '2026-01-21', 'c1', false, ['50', '0', '0', '2']),
    order('o7', '2026-01-20', 'c5', true, ['999', '0', '0', '1'], { currency: 'SEK' }),
    order('o8', '2026-01-21', 'c6', true, ['1000', '0', '0', '4'], { is_valid: false, unpaid_amount: '1000' }),
    // Given for nothing.
    order('o9', '2026-01-21', 'c4', true, ['0', '0', '0', '0']),
  ],
  mart_customer_rfm: [3, 1, 1, 1, 1].map((orders_count, at) => ({
    customer_key: `c${at + 1}`,
    segment: 'New',
    orders_count,
    net_amount: '10',
    currency: 'EUR',
  })),
  fct_inventory_snapshots: [
    stock('2026-01-15', 'p1', 10, '20'),
    stock('2026-01-15', 'p2', 5, '15'),
    stock('2026-01-31', 'p1', 8, '16'),
    stock('2026-01-31', 'p2', 4, '12'),
  ],
  fct_email_events: [
    email('e0', '2026-01-02', 'received'),
    email('e1', '2026-01-06', 'received'),
    email('e2', '2026-01-06', 'received'),
    email('e3', '2026-01-07', 'received'),
    email('e4', '2026-01-07', 'clicked'),
    email('e5', '2026-01-08', 'unsubscribed'),
  ],
  mart_customer_churn: [
    { customer_key: 'c1', risk_band: 'high', churn_probability: 0.9, expected_value_amount: '10.50', currency: 'EUR' },
    { customer_key: 'c2', risk_band: 'high', churn_probability: 0.8, expected_value_amount: '20.25', currency: 'EUR' },
    { customer_key: 'c3', risk_band: 'low', churn_probability: 0.1, expected_value_amount: '100', currency: 'EUR' },
    // In another currency: never part of the sum.
    { customer_key: 'c4', risk_band: 'high', churn_probability: 0.9, expected_value_amount: '7', currency: 'SEK' },
  ],
});

/** Worked out by hand from the rows above. */
export const GOLDEN_FIGURES: Readonly<Record<string, number>> = {
  gross_sales: 300.3,
  discounts: 10.05,
  returns: 30.03,
  net_sales: 260.22,
  shipping: 5.95,
  taxes: 52.04,
  total_sales: 318.21,
  orders: 6,
  units: 10,
  units_sold: 4,
  average_order_value: 290.25 / 6,
  units_per_order: 10 / 6,
  discount_rate: 10.05 / 300.3,
  new_customer_orders: 3,
  returning_customer_orders: 3,
  returning_order_share: 0.5,
  new_customers: 3,
  // c1 came back twice and is one person; c3 came twice too, and was new in the period
  returning_customers: 1,
  unpaid_sales: 1000,
  gross_sales_by_order_date: 290.25,
  refunds_by_order_date: 30.03,
  refund_rate: 30.03 / 290.25,
  customers: 5,
  repeat_customers: 1,
  repeat_rate: 0.2,
  // the last day counted, not 63 over both
  inventory_value: 28,
  inventory_units: 12,
  emails_received: 3,
  email_clicks: 1,
  email_click_rate: 1 / 3,
  email_unsubscribes: 1,
  customers_at_risk: 3,
  revenue_at_risk: 30.75,
  cogs: 30.01,
  net_sales_without_cost: 200.2,
  costed_net_sales: 60.02,
  contribution_margin_1: 30.01,
  contribution_margin_2: 27.56,
  contribution_margin_3: 17.56,
  gross_margin_rate: 30.01 / 60.02,
  payment_fees: 9,
  shipping_cost: 10,
  packaging_cost: 1,
  duty_cost: 1.5,
  allocated_marketing: 30,
  ad_spend: 65.5,
  sessions: 250,
  all_orders: 6,
  conversion_rate: 6 / 250,
  reporting_net_sales: 360.12,
  marketing_efficiency_ratio: 360.12 / 65.5,
  marketing_share_of_sales: 65.5 / 360.12,
};
