// Real transactions from a file, shown as if the shop had made them.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { collectionOf } from '../world/collection.ts';
import { worthOf } from '../world/refunds.ts';
import type {
  Collection,
  Customer,
  InventoryLevel,
  Location,
  Mail,
  Order,
  Product,
  Refund,
  Shop,
  World,
} from '../world/world.ts';
import { countryCode, kindOf } from './codes.ts';
import { ReplayOptions, readRows } from './csv.ts';
import { type Cancellation, keepLedger, type Sale, type SaleLine } from './ledger.ts';
import { nextMidnight } from './local-time.ts';

const ORDER_BASE = 1_000_000_000;
const CUSTOMER_BASE = 2_000_000_000;
const PRODUCT_BASE = 3_000_000_000;
const VARIANT_BASE = 4_000_000_000;
const ITEM_BASE = 5_000_000_000;
const REFUND_BASE = 6_000_000_000;

/** @throws ConfigError when the file does not have the form, naming line, column and value */
export async function createReplayWorld(path: string, given: Partial<ReplayOptions> = {}): Promise<World> {
  const options = ReplayOptions.parse(given);
  const ledger = await keepLedger(readRows(path, options)).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new ConfigError(`${path} does not exist; give a CSV in the form of UCI Online Retail`);
  });
  if (ledger.sales.length === 0) throw new ConfigError(`${path} holds no sale: nothing can be replayed`);
  const { products, variantOf } = productsOf(ledger.sales);
  const { customers, idOf } = customersOf(ledger.customers);
  let start = ledger.sales[0]!.at;
  for (const { at } of ledger.customers.values()) start = Math.min(start, at);
  return {
    kind: 'replay',
    seed: `replay-${await hashOf(path)}`,
    start: Math.floor(start / 86_400_000) * 86_400_000,
    asOf: nextMidnight(ledger.lastWall, options.timeZone),
    shop: {
      name: 'Replayed shop',
      currency: options.currency,
      timeZone: options.timeZone,
      ...ordersOf(ledger.sales, options.currency, variantOf, idOf),
      customers,
      products,
      inventoryLevels: empty<InventoryLevel>(),
      locations: empty<Location>(),
    },
    mail: { profiles: empty(), events: empty(), campaigns: empty(), metrics: empty() } satisfies Mail,
    notRepresentable: ledger.notRepresentable,
  };
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex').slice(0, 16);
}

const empty = <T>(): Collection<T> =>
  collectionOf<T>({
    size: 0,
    idOf: String,
    positionOf: () => -1,
    timeOf: () => undefined,
    render: () => {
      throw new RangeError('an empty collection has no records');
    },
  });

interface Variant {
  readonly productId: string;
  readonly variantId: string;
  readonly title: string;
}

function productsOf(sales: readonly Sale[]): {
  products: Collection<Product>;
  variantOf: (code: string) => Variant | undefined;
} {
  const known = new Map<string, { title: string; first: number; last: number; price: number }>();
  for (const sale of sales)
    for (const { row, unitPrice } of sale.goods) {
      if (kindOf(row.code) !== 'goods') continue;
      const seen = known.get(row.code);
      const isNew = !seen || seen.price !== unitPrice;
      known.set(row.code, {
        title: row.description || seen?.title || row.code,
        first: seen?.first ?? sale.at,
        last: isNew ? sale.at : seen.last,
        price: unitPrice,
      });
    }
  const codes = [...known.keys()];
  const position = new Map(codes.map((code, at) => [code, at]));
  const variantOf = (code: string): Variant | undefined => {
    const at = position.get(code);
    return at === undefined
      ? undefined
      : {
          productId: String(PRODUCT_BASE + at),
          variantId: String(VARIANT_BASE + at),
          title: known.get(code)!.title,
        };
  };
  const products = collectionOf<Product>({
    size: codes.length,
    idOf: (at) => String(PRODUCT_BASE + at),
    positionOf: (id) => Number(id) - PRODUCT_BASE,
    timeOf: (at) => known.get(codes[at]!)!.last,
    render: (at) => {
      const code = codes[at]!;
      const { title, first, last, price } = known.get(code)!;
      return {
        id: String(PRODUCT_BASE + at),
        title,
        handle: `${title.toLowerCase().replace(/[^a-z0-9]+/g, '-')}-${code.toLowerCase()}`,
        productType: '',
        vendor: '',
        status: 'ACTIVE',
        tags: [],
        isGiftCard: false,
        createdAt: first,
        updatedAt: last,
        variants: [
          {
            id: String(VARIANT_BASE + at),
            inventoryItemId: String(ITEM_BASE + at),
            sku: code,
            title: 'Default Title',
            price,
            taxable: true,
            tracked: false,
            position: 1,
            createdAt: first,
            updatedAt: last,
          },
        ],
      };
    },
  });
  return { products, variantOf };
}

function customersOf(known: ReadonlyMap<string, { at: number; country: string }>): {
  customers: Collection<Customer>;
  idOf: (customer: string) => string;
} {
  const names = [...known.keys()].sort((a, b) => known.get(a)!.at - known.get(b)!.at || (a < b ? -1 : 1));
  const position = new Map(names.map((name, at) => [name, at]));
  const customers = collectionOf<Customer>({
    size: names.length,
    idOf: (at) => String(CUSTOMER_BASE + at),
    positionOf: (id) => Number(id) - CUSTOMER_BASE,
    timeOf: (at) => known.get(names[at]!)!.at,
    render: (at) => {
      const one = known.get(names[at]!)!;
      return {
        id: String(CUSTOMER_BASE + at),
        state: 'ENABLED',
        emailConsent: 'NOT_SUBSCRIBED',
        smsConsent: 'NOT_SUBSCRIBED',
        defaultAddress: { countryCode: countryCode(one.country) },
        locale: 'en',
        tags: [],
        metafields: [],
        createdAt: one.at,
        updatedAt: one.at,
      };
    },
  });
  return { customers, idOf: (customer) => String(CUSTOMER_BASE + position.get(customer)!) };
}

function ordersOf(
  sales: readonly Sale[],
  currency: string,
  variantOf: (code: string) => Variant | undefined,
  customerId: (customer: string) => string,
): Pick<Shop, 'orders' | 'orderOfRefund'> {
  const refundNumber = new Map<Cancellation, number>();
  const ownerOf: string[] = [];
  for (const [at, sale] of sales.entries())
    for (const refund of sale.refunds) {
      refundNumber.set(refund, ownerOf.length);
      ownerOf.push(String(ORDER_BASE + at));
    }
  const latest = (sale: Sale, asOf: number) =>
    Math.max(sale.at, ...sale.refunds.map((refund) => refund.at).filter((at) => at <= asOf));

  const orders = collectionOf<Order>({
    size: sales.length,
    idOf: (at) => String(ORDER_BASE + at),
    positionOf: (id) => Number(id) - ORDER_BASE,
    timeOf: (at, asOf) => (sales[at]!.at > asOf ? undefined : latest(sales[at]!, asOf)),
    render: (at, asOf) => {
      const sale = sales[at]!;
      const id = String(ORDER_BASE + at);
      const number = new Map(
        [...sale.goods, ...sale.carriage].map((line, at) => [line, String(at + 1).padStart(5, '0')]),
      );
      const lineId = (line: SaleLine) => `${id}${number.get(line)}`;
      const shippingId = lineId;
      const total = [...sale.goods, ...sale.carriage].reduce((sum, one) => sum + one.row.quantity * one.unitPrice, 0);
      const refunds = sale.refunds
        .filter((refund) => refund.at <= asOf)
        .map((refund) => refundOf(refund, String(REFUND_BASE + refundNumber.get(refund)!), lineId, shippingId));
      const returned = new Map<string, number>();
      for (const { lineId: line, quantity } of refunds.flatMap((refund) => refund.lines))
        returned.set(line, (returned.get(line) ?? 0) + quantity);
      const refunded = refunds.reduce((sum, refund) => sum + refund.amount, 0);
      return {
        id,
        name: `#${sale.invoice}`,
        ...(sale.customer === undefined ? {} : { customerId: customerId(sale.customer) }),
        createdAt: sale.at,
        processedAt: sale.at,
        updatedAt: latest(sale, asOf),
        test: false,
        taxesIncluded: true,
        currency,
        presentmentCurrency: currency,
        presentmentRate: 1,
        financialStatus: refunded === 0 ? 'PAID' : refunded >= total ? 'REFUNDED' : 'PARTIALLY_REFUNDED',
        fulfillmentStatus: 'FULFILLED',
        shippingAddress: { countryCode: countryCode(sale.country) },
        tags: [],
        customAttributes: [],
        sourceName: 'replay',
        locale: 'en',
        lines: sale.goods.map((line) => {
          const variant = variantOf(line.row.code);
          return {
            id: lineId(line),
            ...(variant ? { productId: variant.productId, variantId: variant.variantId } : {}),
            sku: line.row.code,
            title: line.row.description || line.row.code || 'Unnamed',
            quantity: line.row.quantity,
            currentQuantity: line.row.quantity - (returned.get(lineId(line)) ?? 0),
            unitPrice: line.unitPrice,
            allocations: [],
            taxes: [],
            requiresShipping: variant !== undefined,
            isGiftCard: false,
            taxable: variant !== undefined,
            addedAt: sale.at,
          };
        }),
        shipping: sale.carriage.map((line) => ({
          id: shippingId(line),
          title: line.row.description || line.row.code,
          code: line.row.code,
          price: line.row.quantity * line.unitPrice,
          discount: 0,
          taxes: [],
        })),
        discounts: [],
        transactions: [
          { id: `${id}8000`, kind: 'SALE' as const, at: sale.at, amount: total },
          ...refunds.map((refund) => ({
            id: refund.transactionIds[0]!,
            kind: 'REFUND' as const,
            at: refund.createdAt,
            amount: refund.amount,
          })),
        ].map(({ at: moment, ...one }) => ({
          ...one,
          status: 'SUCCESS',
          gateway: 'replay',
          processedAt: moment,
          createdAt: moment,
        })),
        refunds,
        fulfillments: [],
        tip: 0,
      };
    },
  });
  return { orders, orderOfRefund: (refundId) => ownerOf[Number(refundId) - REFUND_BASE] };
}

function refundOf(
  refund: Cancellation,
  id: string,
  lineId: (line: SaleLine) => string,
  shippingId: (line: SaleLine) => string,
): Refund {
  const whole = {
    id,
    createdAt: refund.at,
    updatedAt: refund.at,
    note: refund.invoice,
    lines: refund.lines.map(({ line, quantity }, at) => ({
      id: `${id}${1000 + at}`,
      lineId: lineId(line),
      quantity,
      restockType: 'RETURN' as const,
      subtotal: quantity * line.unitPrice,
      tax: 0,
    })),
    shipping: refund.carriage.map(({ line, amount }) => ({
      shippingLineId: shippingId(line),
      subtotal: amount,
      tax: 0,
    })),
    adjustments: refund.adjustments.map(({ amount }, at) => ({
      id: `${id}${2000 + at}`,
      reason: 'REFUND_DISCREPANCY',
      amount,
      tax: 0,
    })),
    transactionIds: [`${id}3000`],
  };
  return { ...whole, amount: worthOf(whole) };
}
