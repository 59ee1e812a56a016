// Marts straight from a world, for benches and tests that need them without a pipeline. Column names as in docs/marts.md.
import type { Candidate, Column, Value } from '../lambdas/ports/warehouse.ts';
import type { Collection } from '../local/world/records/collection.ts';
import type { Order } from '../local/world/records/order.ts';
import type { World } from '../local/world/world.ts';

const columns = (text: string): Column[] =>
  text.split(', ').map((one) => {
    const [name, type] = one.split(' ') as [string, string];
    return { name, type };
  });

const ORDERS = columns(
  'order_key varchar, customer_key varchar, ordered_at timestamp, order_date date, cancelled_at timestamp, is_test boolean, is_voided boolean, voided_at timestamp, is_gift_card_only boolean, is_valid boolean, currency varchar, gross_amount decimal(18,4), discount_amount decimal(18,4), refund_amount decimal(18,4), net_amount decimal(18,4)',
);
const LINES = columns(
  'order_line_key varchar, order_key varchar, customer_key varchar, product_key varchar, sku varchar, quantity bigint, currency varchar, ordered_at timestamp, order_date date, is_gift_card boolean',
);
const SALES = columns(
  'sale_event_key varchar, event_at timestamp, event_date date, event_type varchar, component varchar, order_key varchar, customer_key varchar, product_key varchar, quantity bigint, amount decimal(18,4), currency varchar',
);
const EMAILS = columns(
  'email_event_key varchar, event_at timestamp, event_type varchar, customer_key varchar, is_machine_open boolean',
);
const PRODUCTS = columns('product_key varchar, sku varchar, is_deleted boolean');
const TODAY = columns('as_of_at timestamp, today date');
const EVENT_TYPES: Readonly<Record<string, string>> = {
  'Received Email': 'received',
  'Opened Email': 'opened',
  'Clicked Email': 'clicked',
  'Bounced Email': 'bounced',
  'Unsubscribed from Email Marketing': 'unsubscribed',
  'Marked Email as Spam': 'spam',
  'Placed Order': 'placed_order',
};

/** Every record of a collection as it stands at `asOf`. */
function* all<T extends { readonly id: string }>(
  collection: Collection<T>,
  asOf: number,
  timeOf: (one: T) => number,
): Generator<T> {
  let after: { at: number; id: string } | undefined;
  for (;;) {
    const page = collection.page({ asOf, limit: 5000, ...(after ? { after } : {}) });
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    after = { at: timeOf(last), id: last.id };
  }
}

const cents = (amount: number) => (amount / 100).toFixed(2);
const instant = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());
const discountOf = (line: Order['lines'][number]) => line.allocations.reduce((sum, one) => sum + one.amount, 0);

/** Writes the marts that features are made of, and the day that is not over, of a world as it stands at its `asOf`. */
export async function writeWorldMarts(candidate: Candidate, world: World): Promise<void> {
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: world.shop.timeZone });
  const orders: Value[][] = [];
  const lines: Value[][] = [];
  const sales: Value[][] = [];
  for (const order of all(world.shop.orders, world.asOf, (one) => one.updatedAt)) {
    const customer = order.customerId ?? null;
    const voided = order.financialStatus === 'VOIDED';
    const date = day.format(order.processedAt);
    const gross = order.lines.reduce((sum, one) => sum + one.unitPrice * one.quantity, 0);
    const discount = order.lines.reduce((sum, one) => sum + discountOf(one), 0);
    const refunded = order.refunds.flatMap((one) => one.lines).reduce((sum, one) => sum + one.subtotal, 0);
    const at = instant(order.processedAt);
    orders.push([
      order.id,
      customer,
      at,
      date,
      instant(order.cancelledAt),
      order.test,
      voided,
      voided ? at : null,
      false,
      !order.test && !voided && order.cancelledAt === undefined,
      order.currency,
      cents(gross),
      cents(discount),
      cents(refunded),
      cents(gross - discount - refunded),
    ]);
    for (const line of order.lines)
      lines.push([
        line.id,
        order.id,
        customer,
        line.variantId ?? null,
        line.sku ?? null,
        line.quantity,
        order.currency,
        at,
        date,
        line.isGiftCard,
      ]);
    if (order.test) continue;
    const event = (
      key: string,
      when: number,
      type: string,
      component: string,
      line: Order['lines'][number] | undefined,
      quantity: number,
      amount: number,
    ) =>
      sales.push([
        key,
        instant(when),
        day.format(when),
        type,
        component,
        order.id,
        customer,
        line?.variantId ?? null,
        quantity,
        cents(amount),
        order.currency,
      ]);
    for (const line of order.lines) {
      event(`${line.id}s`, line.addedAt, 'sale', 'goods', line, line.quantity, line.unitPrice * line.quantity);
      if (discountOf(line) > 0) event(`${line.id}d`, line.addedAt, 'discount', 'discount', line, 0, -discountOf(line));
    }
    for (const refund of order.refunds)
      for (const one of refund.lines) {
        const line = order.lines.find(({ id }) => id === one.lineId);
        event(`${refund.id}${one.id}`, refund.createdAt, 'refund', 'goods', line, -one.quantity, -one.subtotal);
      }
  }
  await candidate.writeTable('marts.fct_orders', ORDERS, orders);
  await candidate.writeTable('marts.fct_order_lines', LINES, lines);
  const onSale = new Map(lines.map((line) => [line[3], line[4]]));
  onSale.delete(null);
  const products = [...onSale].map(([key, sku]): Value[] => [key ?? null, sku ?? null, false]);
  await candidate.writeTable('marts.dim_products', PRODUCTS, products);
  await candidate.writeTable('marts.fct_sales', SALES, sales);
  await candidate.writeTable('marts.fct_email_events', EMAILS, [...emailsOf(world)]);
  await candidate.writeTable('intermediate.int_today', TODAY, [[instant(world.asOf), day.format(world.asOf)]]);
}

function* emailsOf({ mail, asOf }: World): Generator<Value[]> {
  const customers = new Map<string, string>();
  for (const one of all(mail.profiles, asOf, (profile) => profile.updatedAt))
    if (one.externalId !== undefined) customers.set(one.id, one.externalId);
  const types = new Map<string, string>();
  for (const one of all(mail.metrics, asOf, (metric) => metric.updatedAt))
    types.set(one.id, EVENT_TYPES[one.name] ?? 'other');
  for (const one of all(mail.events, asOf, (event) => event.at))
    yield [
      one.id,
      instant(one.at),
      types.get(one.metricId) ?? 'other',
      customers.get(one.profileId) ?? null,
      types.get(one.metricId) === 'opened' ? one.properties.machine_open === true : null,
    ];
}
