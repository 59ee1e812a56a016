/** A column of `features.ftr_churn` that the model learns from, and how a reason says it to a reader. */
export interface ChurnFeature {
  readonly name: string;
  phrase(value: number): string;
}

const days = (value: number) => `${Math.round(value)} ${Math.round(value) === 1 ? 'day' : 'days'}`;
const percent = (value: number) => `${Math.round(value * 100)} %`;
const counted = (value: number, one: string, many: string) =>
  `${Math.round(value)} ${Math.round(value) === 1 ? one : many}`;

/** `sentence` for a known value, `unknown` for a missing one. */
const feature = (
  name: string,
  sentence: (value: number) => string,
  unknown = `${name} is not known`,
): ChurnFeature => ({
  name,
  phrase: (value) => (Number.isNaN(value) ? unknown : sentence(value)),
});

const ONE_ORDER = 'has ordered once only';

/** In the order of the model's columns. */
export const CHURN_FEATURES: readonly ChurnFeature[] = [
  feature('recency_days', (v) => `last order ${days(v)} ago`),
  feature('tenure_days', (v) => `first order ${days(v)} ago`),
  feature('orders_count', (v) => `${counted(v, 'order', 'orders')} so far`),
  feature('orders_90d_count', (v) => `${counted(v, 'order', 'orders')} in the last 90 days`),
  feature('orders_365d_count', (v) => `${counted(v, 'order', 'orders')} in the last year`),
  feature('avg_days_between_orders', (v) => `orders every ${days(v)} on average`, ONE_ORDER),
  feature('last_gap_days', (v) => `${days(v)} between the last two orders`, ONE_ORDER),
  feature(
    'gap_deviation_days',
    (v) => `the time between orders varies by ${days(v)}`,
    'too few orders to know a rhythm',
  ),
  feature('cadence_ratio', (v) => `${v.toFixed(1)} times the usual time between orders has passed`, ONE_ORDER),
  feature('units_per_order', (v) => `${v.toFixed(1)} units an order`),
  feature('products_count', (v) => `${counted(v, 'product', 'different products')} bought`),
  feature('gross_per_order', (v) => `orders worth ${v.toFixed(2)} on average`),
  feature('last_order_ratio', (v) => `the last order was ${percent(v)} of the average`),
  feature('discount_rate', (v) => `${percent(v)} of the value was discounted`),
  feature('discounted_orders_rate', (v) => `${percent(v)} of orders had a discount`),
  feature('refund_rate', (v) => `${percent(v)} of the value was refunded`),
  feature('refund_recency_days', (v) => `last refund ${days(v)} ago`, 'never had a refund'),
  feature('emails_90d_count', (v) => `received ${counted(v, 'e-mail', 'e-mails')} in 90 days`),
  feature('opens_90d_count', (v) => `opened ${counted(v, 'e-mail', 'e-mails')} in 90 days`),
  feature('clicks_90d_count', (v) => `clicked ${counted(v, 'e-mail', 'e-mails')} in 90 days`),
  feature('click_recency_days', (v) => `last click in an e-mail ${days(v)} ago`, 'never clicked in an e-mail'),
  feature('has_unsubscribed', (v) => (v > 0 ? 'has unsubscribed from e-mail' : 'has not unsubscribed from e-mail')),
];

export const COLUMNS = CHURN_FEATURES.length;
export const columnOf = (name: string): number => CHURN_FEATURES.findIndex((one) => one.name === name);
