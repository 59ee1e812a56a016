// Products and customers of a file, with their last price and title.

import type { Product } from '../world/records/catalogue.ts';
import type { Collection } from '../world/records/collection.ts';
import { collectionOf } from '../world/records/collection-of.ts';
import type { Customer } from '../world/records/customer.ts';
import { countryCode, kindOf } from './codes.ts';
import type { Sale } from './ledger.ts';

const CUSTOMER_BASE = 2_000_000_000;
const PRODUCT_BASE = 3_000_000_000;
const VARIANT_BASE = 4_000_000_000;
const ITEM_BASE = 5_000_000_000;

export interface Variant {
  readonly productId: string;
  readonly variantId: string;
  readonly title: string;
}

export function productsOf(sales: readonly Sale[]): {
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

export function customersOf(known: ReadonlyMap<string, { at: number; country: string }>): {
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
