import type { Given } from '../../golden/harness.ts';
import { chance, iso } from './chance.ts';

const gid = (type: string, id: number | string) => `gid://shopify/${type}/${id}`;
const money = (cents: number) => ({ shopMoney: { amount: (cents / 100).toFixed(2), currencyCode: 'USD' } });

/**
 * Readings of a small shop that changes between them: orders gain and lose lines, are refunded, come again unchanged, come late
 * with an older version, or twice with one time. What is in a reading depends on the seed alone.
 */
export function randomReadings(seed: number, readings: number): Given[] {
  const draw = chance(seed);
  const whole = (below: number) => Math.floor(draw(below));
  const created = new Map<number, number>();

  const order = (id: number, reading: number) => {
    const at = created.get(id) ?? whole(24 * 60);
    created.set(id, at);
    const lines = Array.from({ length: 1 + whole(3) }, (_, at) => ({
      id: gid('LineItem', `${id}0${at + whole(2)}`),
      sku: `SKU-${whole(3)}`,
      title: 'Thing',
      quantity: 1 + whole(3),
      currentQuantity: 1,
      isGiftCard: whole(10) === 0,
      product: { id: gid('Product', 1) },
      variant: whole(8) === 0 ? null : { id: gid('ProductVariant', 1 + whole(3)) },
      originalUnitPriceSet: money(500 + whole(2000)),
      discountAllocations: whole(2) === 0 ? [] : [{ allocatedAmountSet: money(whole(300)) }],
      taxLines: whole(3) === 0 ? [] : [{ priceSet: money(whole(200)) }],
    })).filter((line, at, all) => all.findIndex((other) => other.id === line.id) === at);
    const refunds =
      whole(3) > 0
        ? []
        : [
            {
              id: gid('Refund', `${id}7${whole(2)}`),
              createdAt: iso(at + 30),
              processedAt: whole(2) === 0 ? null : iso(at + 48),
              updatedAt: iso(at + 48),
              totalRefundedSet: money(100),
              refundLineItems: {
                nodes: [
                  {
                    ...{ quantity: 1, restockType: [null, 'RETURN', 'NO_RESTOCK'][(id + reading) % 3] },
                    ...{ lineItem: { id: lines[0]!.id }, subtotalSet: money(400), totalTaxSet: money(20) },
                  },
                ],
              },
              refundShippingLines: {
                nodes: whole(2) === 0 ? [] : [{ subtotalAmountSet: money(500), taxAmountSet: money(0) }],
              },
              orderAdjustments: { nodes: whole(2) === 0 ? [] : [{ amountSet: money(-150), taxAmountSet: money(0) }] },
            },
          ];
    return {
      id: gid('Order', id),
      name: `#${id}`,
      customer: whole(4) === 0 ? null : { id: gid('Customer', 1 + whole(6)) },
      email: `email_1_${whole(6)}`,
      phone: null,
      createdAt: iso(at),
      processedAt: iso(at),
      // Late and equal times on purpose: the version that wins must not depend on the order of arrival.
      updatedAt: iso(at + whole(4) + (whole(3) === 0 ? 0 : reading * 24)),
      cancelledAt: whole(9) === 0 ? iso(at + 5) : null,
      test: whole(12) === 0,
      currencyCode: 'USD',
      taxesIncluded: whole(3) === 0,
      displayFinancialStatus: whole(8) === 0 ? 'VOIDED' : 'PAID',
      displayFulfillmentStatus: 'UNFULFILLED',
      totalPriceSet: money(1000 + whole(5000)),
      totalTipReceivedSet: money(whole(5) === 0 ? 200 : 0),
      lineItems: { nodes: lines },
      shippingLines: {
        nodes:
          whole(3) === 0
            ? []
            : [{ id: gid('ShippingLine', id), isRemoved: false, discountedPriceSet: money(595), taxLines: [] }],
      },
      transactions: [
        {
          id: gid('OrderTransaction', id),
          kind: 'SALE',
          status: 'SUCCESS',
          gateway: 'card',
          createdAt: iso(at),
          processedAt: iso(at),
          amountSet: money(2000),
          // Told later for some orders, and for a third of them never.
          fees: id % 3 === 0 || reading < id % 2 ? [] : [{ amount: { amount: `${reading}.40`, currencyCode: 'USD' } }],
        },
      ],
      refunds,
    };
  };

  /** A line joined on the order's own day or weeks later, and a reading may not know of it yet. */
  const agreements = (id: number, reading: number) => {
    const at = created.get(id) ?? 0;
    const agreed = (reason: string, line: string, happened: number) => ({
      id: gid('OrderAgreement', `${id}${happened}`),
      happenedAt: iso(happened),
      reason,
      sales: {
        nodes: [{ id: gid('ProductSale', line), actionType: 'ORDER', lineItem: { id: gid('LineItem', line) } }],
      },
    });
    const later = agreed('ORDER_EDIT', `${id}0${1 + whole(2)}`, at + 1 + whole(60 * 24));
    return {
      id: gid('Order', id),
      updatedAt: iso(at + whole(4) + reading * 24),
      edited: true,
      returnStatus: 'NO_RETURN',
      agreements: whole(4) === 0 ? null : { nodes: [agreed('ORDER', `${id}00`, at), later] },
    };
  };

  const report = (day: number) => ({
    day: iso(day * 24).slice(0, 10),
    orders: String(whole(5)),
    gross_sales: `${whole(90)}.10`,
    discounts: `-${whole(9)}.00`,
    sales_reversals: '0',
    net_sales: `${whole(90)}.10`,
    shipping_charges: '0.00',
    taxes: '1.00',
    total_sales: `${whole(90)}.10`,
  });

  const customer = (id: number, reading: number) => ({
    id: gid('Customer', id),
    createdAt: iso(id),
    updatedAt: iso(id + whole(3) + reading * 24),
    firstName: `name_1_${whole(2)}`,
    state: 'ENABLED',
    defaultEmailAddress: {
      emailAddress: `email_1_${whole(6)}`,
      marketingState: whole(2) === 0 ? 'SUBSCRIBED' : 'UNSUBSCRIBED',
    },
    defaultPhoneNumber:
      whole(2) === 0 ? null : { phoneNumber: `phone_1_${whole(3)}`, marketingState: 'NOT_SUBSCRIBED' },
    defaultAddress: null,
  });

  const event = (id: number) => ({
    id: `E${id}`,
    attributes: { datetime: iso(id * 7).replace('Z', '+00:00'), event_properties: { $message: `C${id % 2}` } },
    relationships: { profile: { data: { id: `P${id % 4}` } }, metric: { data: { id: 'M1' } } },
  });

  return Array.from(
    { length: readings },
    (_, reading): Given => ({
      'shopify.shop': [
        { id: gid('Shop', 1), name: `Shop ${reading}`, ianaTimezone: 'America/New_York', currencyCode: 'USD' },
      ],
      'shopify.orders': Array.from({ length: 14 }, () => order(1 + whole(16), reading)),
      'shopify.order_agreements': Array.from({ length: 8 }, () => agreements(1 + whole(16), reading)),
      'shopify.sales_reports': Array.from({ length: 4 }, (_, at) => report(reading * 3 + at)),
      'shopify.customers': Array.from({ length: 4 }, () => customer(1 + whole(6), reading)),
      'shopify.products': [
        {
          id: gid('Product', 1),
          title: `Thing ${whole(3)}`,
          status: 'ACTIVE',
          isGiftCard: false,
          createdAt: iso(0),
          updatedAt: iso(reading * whole(3)),
        },
      ],
      'shopify.product_variants': Array.from({ length: 2 }, () => 1 + whole(3)).map((id) => ({
        id: gid('ProductVariant', id),
        title: 'One',
        sku: `SKU-${id}`,
        price: `${1 + whole(9)}.00`,
        createdAt: iso(0),
        updatedAt: iso(whole(5)),
        product: { id: gid('Product', 1) },
        inventoryItem: { id: gid('InventoryItem', id) },
      })),
      'shopify.inventory_items': [1, 2].map((id) => ({
        id: gid('InventoryItem', id),
        tracked: true,
        createdAt: iso(0),
        unitCost: { amount: `${1 + whole(5)}.00`, currencyCode: 'USD' },
      })),
      'shopify.inventory_levels': [1, 2, 2].map((id) => ({
        item: { id: gid('InventoryItem', id) },
        location: { id: gid('Location', 1) },
        quantities: [{ name: 'on_hand', quantity: whole(20) }],
      })),
      'shopify.locations': [{ id: gid('Location', 1), name: `Place ${reading}`, isActive: true, createdAt: iso(0) }],
      'meta_ads.campaign_insights': [1, 5, 9].map((day) => ({
        campaign_id: '7',
        account_currency: 'USD',
        date_start: iso(day * 24).slice(0, 10),
        spend: `${10 * day + reading}.00`,
      })),
      'files.rows': [
        { line: 0, values: {} },
        { line: 1, key: 'fee', values: { cost_type: 'payment_fee', share: '0.02', fixed: `0.${1 + reading}0` } },
        { line: 2, key: 'carriage', values: { cost_type: 'shipping', fixed: `${4 + reading}.00` } },
        { line: 3, key: 'box', values: { cost_type: 'packaging', fixed: '0.50' } },
      ].map((row) => ({
        ...{ table: 'cost_rates', file: 'rates.csv', file_changed_at: iso(reading), mode: 'replace', ...row },
      })),
      'klaviyo.profiles': [1, 2].map((id) => ({
        id: `P${id}`,
        attributes: {
          email: `email_1_${whole(6)}`,
          created: iso(0),
          updated: iso(reading * whole(4)),
          external_id: `${1 + whole(6)}`,
        },
      })),
      'klaviyo.events': Array.from({ length: 6 }, () => event(whole(12))),
      'klaviyo.campaigns': [
        { id: 'C1', attributes: { name: `News ${whole(3)}`, created_at: iso(0), updated_at: iso(whole(3)) } },
      ],
      'klaviyo.metrics': [{ id: 'M1', attributes: { name: 'Received Email', created: iso(0) } }],
    }),
  );
}
