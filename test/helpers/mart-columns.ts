/** Columns and types of the marts, as `docs/marts.md` promises them. */
export const MART_COLUMNS = {
  dim_customers:
    'customer_key varchar, email_token varchar, phone_token varchar, country_code varchar, region_code varchar, city varchar, postcode_area varchar, has_email_consent boolean, has_sms_consent boolean, is_shop_customer boolean, records_count bigint, sources_count bigint, created_at timestamp',
  dim_products:
    'product_key varchar, product_id varchar, variant_id varchar, inventory_item_id varchar, sku varchar, title varchar, variant_title varchar, product_type varchar, vendor varchar, status varchar, price_amount decimal(18,4), compare_at_amount decimal(18,4), unit_cost_amount decimal(18,4), currency varchar, is_gift_card boolean, is_deleted boolean, created_at timestamp, updated_at timestamp',
  fct_email_events:
    'email_event_key varchar, event_id varchar, event_at timestamp, event_date date, event_type varchar, metric_name varchar, customer_key varchar, profile_id varchar, campaign_id varchar, campaign_name varchar, is_machine_open boolean, value_amount decimal(18,4), currency varchar',
  fct_inventory_snapshots:
    'inventory_snapshot_key varchar, snapshot_date date, product_key varchar, inventory_item_id varchar, sku varchar, location_id varchar, location_name varchar, on_hand_units bigint, available_units bigint, committed_units bigint, incoming_units bigint, unit_cost_amount decimal(18,4), value_amount decimal(18,4), currency varchar',
  fct_order_lines:
    'order_line_key varchar, order_line_id varchar, order_key varchar, order_id varchar, customer_key varchar, product_key varchar, sku varchar, title varchar, quantity bigint, current_quantity bigint, unit_price_amount decimal(18,4), gross_amount decimal(18,4), discount_amount decimal(18,4), net_amount decimal(18,4), tax_amount decimal(18,4), refunded_quantity bigint, refund_amount decimal(18,4), currency varchar, ordered_at timestamp, order_date date, is_gift_card boolean',
  fct_orders:
    'order_key varchar, order_id varchar, source varchar, connection varchar, order_name varchar, customer_key varchar, ordered_at timestamp, order_date date, created_at timestamp, updated_at timestamp, cancelled_at timestamp, is_test boolean, is_voided boolean, voided_at timestamp, is_gift_card_only boolean, is_valid boolean, order_index bigint, is_first_order boolean, currency varchar, gross_amount decimal(18,4), discount_amount decimal(18,4), refund_amount decimal(18,4), net_amount decimal(18,4), shipping_amount decimal(18,4), tax_amount decimal(18,4), total_amount decimal(18,4), units_count bigint, lines_count bigint, unpaid_amount decimal(18,4), financial_status varchar, fulfillment_status varchar',
  fct_sales:
    'sale_event_key varchar, event_at timestamp, event_date date, event_type varchar, component varchar, order_key varchar, order_id varchar, order_line_id varchar, refund_id varchar, customer_key varchar, product_key varchar, quantity bigint, amount decimal(18,4), currency varchar',
  mart_cohorts:
    'cohort_month date, month_index bigint, customers_count bigint, active_customers_count bigint, orders_count bigint, net_amount decimal(18,4), retention_rate decimal(18,8), cumulative_amount decimal(18,4)',
  mart_customer_churn:
    'customer_key varchar, as_of_date date, churn_probability double, risk_band varchar, expected_value_amount decimal(18,4), reason_1 varchar, reason_2 varchar, reason_3 varchar, model_key varchar',
  mart_customer_rfm:
    'customer_key varchar, recency_days bigint, frequency_count bigint, monetary_amount decimal(18,4), r_score bigint, f_score bigint, m_score bigint, segment varchar, first_order_date date, last_order_date date, orders_count bigint, net_amount decimal(18,4), currency varchar',
  mart_daily_sales:
    'sales_date date, currency varchar, orders_count bigint, new_customer_orders_count bigint, returning_customer_orders_count bigint, units_count bigint, gross_amount decimal(18,4), discount_amount decimal(18,4), refund_amount decimal(18,4), net_amount decimal(18,4), shipping_amount decimal(18,4), tax_amount decimal(18,4), total_amount decimal(18,4)',
  mart_demand_forecast:
    'product_key varchar, sku varchar, forecast_date date, horizon_day bigint, units double, units_p10 double, units_p90 double, model_name varchar, model_key varchar',
  mart_sales_reconciliation:
    'connection varchar, sales_date date, currency varchar, is_comparable boolean, orders_count bigint, reported_orders_count bigint, gross_amount decimal(18,4), reported_gross_amount decimal(18,4), gross_difference_amount decimal(18,4), discount_amount decimal(18,4), reported_discount_amount decimal(18,4), discount_difference_amount decimal(18,4), refund_amount decimal(18,4), reported_refund_amount decimal(18,4), refund_difference_amount decimal(18,4), net_amount decimal(18,4), reported_net_amount decimal(18,4), net_difference_amount decimal(18,4), shipping_amount decimal(18,4), reported_shipping_amount decimal(18,4), shipping_difference_amount decimal(18,4), tax_amount decimal(18,4), reported_tax_amount decimal(18,4), tax_difference_amount decimal(18,4), total_amount decimal(18,4), reported_total_amount decimal(18,4), total_difference_amount decimal(18,4)',
} as const;

export type MartName = keyof typeof MART_COLUMNS;
