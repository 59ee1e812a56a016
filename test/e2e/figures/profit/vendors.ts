// Orders as their vendors write them, read into the few figures that a person would copy onto paper.
import { type Money, money, sum } from './money.ts';

/** One line: goods after discounts, without tax. */
interface PaperLine {
  readonly units: number;
  readonly net: Money;
  readonly unitCost: Money;
}
interface PaperReturn {
  readonly units: number;
  readonly net: Money;
  readonly restocked: boolean;
  readonly unitCost: Money;
}
export interface PaperOrder {
  readonly key: string;
  readonly lines: readonly PaperLine[];
  readonly returns: readonly PaperReturn[];
  /** Money given back without goods. */
  readonly adjustment: Money;
  readonly shipping: Money;
  readonly paid: Money;
  /** Null where the vendor does not tell it. */
  readonly fee: Money | null;
}

// biome-ignore lint/suspicious/noExplicitAny: records in the vendors' shape
type Wire = any;
export type Given = Readonly<Record<string, readonly Wire[]>>;
const shopMoney = (set: Wire): Money => money(set.shopMoney.amount);

export function shopifyOrders(given: Given): PaperOrder[] {
  const costs = new Map(given['shopify.inventory_items']!.map((one) => [one.id, money(one.unitCost?.amount)]));
  const items = new Map(given['shopify.product_variants']!.map((one) => [one.id, one.inventoryItem.id]));
  return given['shopify.orders']!.map((order): PaperOrder => {
    const bought: readonly Wire[] = order.lineItems.nodes.filter((one: Wire) => !one.isGiftCard);
    const costOf = (line: Wire) => costs.get(items.get(line.variant?.id))!;
    const refunds: readonly Wire[] = order.refunds;
    const charges = order.transactions.filter((one: Wire) => one.kind === 'SALE' && one.status === 'SUCCESS');
    return {
      key: `shopify:main:${order.id.split('/').at(-1)}`,
      lines: bought.map((line) => ({
        units: line.quantity,
        net:
          shopMoney(line.originalUnitPriceSet) * BigInt(line.quantity) -
          sum(line.discountAllocations.map((one: Wire) => shopMoney(one.allocatedAmountSet))),
        unitCost: costOf(line),
      })),
      returns: refunds.flatMap((refund) =>
        refund.refundLineItems.nodes.flatMap((back: Wire) => {
          const line = bought.find((one) => one.id === back.lineItem.id);
          const restocked = back.restockType !== 'NO_RESTOCK';
          return line
            ? [{ units: back.quantity, net: shopMoney(back.subtotalSet), restocked, unitCost: costOf(line) }]
            : [];
        }),
      ),
      adjustment: sum(
        refunds.flatMap((one) => one.orderAdjustments.nodes.map((part: Wire) => -shopMoney(part.amountSet))),
      ),
      shipping:
        sum(order.shippingLines.nodes.map((one: Wire) => shopMoney(one.discountedPriceSet))) -
        sum(
          refunds.flatMap((one) =>
            one.refundShippingLines.nodes.map((part: Wire) => shopMoney(part.subtotalAmountSet)),
          ),
        ),
      paid: sum(charges.map((one: Wire) => shopMoney(one.amountSet))),
      fee: sum(charges.flatMap((one: Wire) => one.fees.map((part: Wire) => money(part.amount.amount)))),
    };
  });
}

export function wooOrders(given: Given): PaperOrder[] {
  const goods = [...given['woocommerce.products']!, ...given['woocommerce.product_variations']!];
  const costs = new Map(goods.map((one) => [one.id, money(one.cost_of_goods_sold.total_value)]));
  const costOf = (line: Wire) => costs.get(line.variation_id || line.product_id)!;
  return given['woocommerce.orders']!.map((order): PaperOrder => {
    const refunds = given['woocommerce.refunds']!.filter((one) => one.parent_id === order.id);
    const parts = (name: string) => refunds.flatMap((one) => one[name] as Wire[]);
    const returns = parts('line_items').map((line) => ({
      ...{ units: -line.quantity, net: -money(line.total), restocked: false, unitCost: costOf(line) },
    }));
    const told = sum(
      refunds.flatMap((one) =>
        ['line_items', 'shipping_lines'].flatMap((name) =>
          (one[name] as Wire[]).map((part) => -money(part.total) - money(part.total_tax)),
        ),
      ),
    );
    return {
      key: `woocommerce:main:${order.id}`,
      lines: order.line_items.map((line: Wire) => ({
        ...{ units: line.quantity, net: money(line.total), unitCost: costOf(line) },
      })),
      returns,
      adjustment: sum(refunds.map((one) => money(one.amount))) - told,
      shipping: sum([...order.shipping_lines, ...parts('shipping_lines')].map((one: Wire) => money(one.total))),
      paid: money(order.total),
      fee: null,
    };
  });
}

export function magentoOrders(given: Given): PaperOrder[] {
  const costs = new Map(
    given['magento.products']!.map((one) => [
      one.sku,
      money(one.custom_attributes.find((part: Wire) => part.attribute_code === 'cost')?.value),
    ]),
  );
  const netOf = (row: Wire): Money =>
    money(row.base_row_total) - money(row.base_discount_amount) + money(row.base_discount_tax_compensation_amount);
  return given['magento.orders']!.map((order): PaperOrder => {
    const memos = given['magento.credit_memos']!.filter((one) => one.order_id === order.entity_id);
    return {
      key: `magento:main:${order.entity_id}`,
      lines: order.items
        .filter((one: Wire) => !one.parent_item_id)
        .map((one: Wire) => ({ units: one.qty_ordered, net: netOf(one), unitCost: costs.get(one.sku)! })),
      returns: memos.flatMap((memo) =>
        memo.items
          .filter((one: Wire) => Number(one.base_row_total ?? 0) !== 0)
          .map((one: Wire) => ({ units: one.qty, net: netOf(one), restocked: false, unitCost: costs.get(one.sku)! })),
      ),
      adjustment: sum(memos.map((one) => money(one.base_adjustment))),
      shipping: money(order.base_shipping_amount) - sum(memos.map((one) => money(one.base_shipping_amount))),
      paid: sum(
        given['magento.invoices']!.filter((one) => one.order_id === order.entity_id).map((one) =>
          money(one.base_grand_total),
        ),
      ),
      fee: null,
    };
  });
}
