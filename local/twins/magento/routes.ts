// The lists of Magento's REST API: their filters, their sort fields, and their records.

import type { Collection } from '../../world/records/collection.ts';
import type { Category, MagentoStore } from '../../world/records/stores.ts';
import { shown } from '../shown.ts';
import {
  categoryOf,
  customerOf,
  type Entry,
  entriesOf,
  productOf,
  sourceCodeOf,
  sourceItemOf,
  storeConfigOf,
} from './catalogue.ts';
import { creditMemoOf, invoiceOf, shipmentOf } from './documents.ts';
import { orderOf, type Shelf } from './orders.ts';
import type { Fields } from './wire.ts';

const EVERYTHING = Number.MAX_SAFE_INTEGER;

export interface Listing {
  /** As a stream, and as a sweep of ids. */
  readonly name: string;
  readonly keys: string;
  readonly collection: Collection<{ readonly id: string }>;
  /** The field a corrupted record has wrong. */
  readonly id: 'entity_id' | 'id' | 'sku';
  /** True if it can be filtered by change time. */
  readonly changes: boolean;
  /** The sort fields of lists without a change time; numeric ids sort as numbers. */
  readonly sort: readonly string[];
  /** The permission an integration needs. */
  readonly resource: string;
  render(record: never): Fields;
}

export interface Routes {
  list(path: string): Listing | undefined;
  readonly storeConfigs: () => readonly Fields[];
}

export function routesOf(store: MagentoStore, asOf: number): Routes {
  const shelf: Shelf = { isVariable: store.isVariable };
  const products = store.products.page({ asOf, limit: EVERYTHING });
  const categories = store.categories.page({ asOf, limit: EVERYTHING });
  const categoryFor = (name: string) => categories.find((one) => one.name === name)?.id ?? '2';
  const entity = { id: 'entity_id', changes: true, sort: ['entity_id'] } as const;
  const record = { id: 'id', changes: true, sort: ['entity_id'] } as const;
  const listings: Readonly<Record<string, Listing>> = {
    '/orders': {
      ...entity,
      name: 'orders',
      keys: 'order_keys',
      collection: store.orders,
      resource: 'Magento_Sales::actions_view',
      render: (one) => orderOf(one, shelf),
    },
    '/invoices': {
      ...entity,
      name: 'invoices',
      keys: 'invoice_keys',
      collection: store.invoices,
      resource: 'Magento_Sales::sales_invoice',
      render: (one) => invoiceOf(one, shelf),
    },
    '/creditmemos': {
      ...entity,
      name: 'credit_memos',
      keys: 'credit_memo_keys',
      collection: store.refunds,
      resource: 'Magento_Sales::sales_creditmemo',
      render: (one) => creditMemoOf(one, shelf),
    },
    '/shipments': {
      ...entity,
      name: 'shipments',
      keys: 'shipment_keys',
      collection: store.parcels,
      resource: 'Magento_Sales::shipment',
      render: (one) => shipmentOf(one),
    },
    '/customers/search': {
      ...record,
      name: 'customers',
      keys: 'customer_keys',
      collection: store.customers,
      resource: 'Magento_Customer::customer',
      render: (one) => customerOf(one),
    },
    '/products': {
      ...record,
      name: 'products',
      keys: 'product_keys',
      collection: shown(entriesOf(products, store.isVariable)),
      resource: 'Magento_Catalog::products',
      render: (one: Entry) => productOf(one, store.isVariable(one.product.id), categoryFor(one.product.productType)),
    },
    '/inventory/source-items': {
      name: 'source_items',
      keys: 'source_item_keys',
      collection: sourceItems(store, asOf),
      id: 'sku',
      changes: false,
      sort: ['sku', 'source_code'],
      resource: 'Magento_InventoryApi::source',
      render: ({ item }: { item: Fields }) => item,
    },
    '/categories/list': {
      ...record,
      name: 'categories',
      keys: 'category_keys',
      collection: store.categories,
      resource: 'Magento_Catalog::categories',
      render: (one: Category) =>
        categoryOf(
          one,
          categories.filter(({ parentId }) => parentId === one.id).map(({ id }) => id),
        ),
    },
  };
  return { list: (path) => listings[path], storeConfigs: () => [storeConfigOf(store)] };
}

/** One row per product and source, ordered by both. */
function sourceItems(store: MagentoStore, asOf: number) {
  const codes = new Map(
    store.locations.page({ asOf, limit: EVERYTHING }).map((one) => [one.id, sourceCodeOf(one)] as const),
  );
  const rows = store.inventoryLevels.page({ asOf, limit: EVERYTHING }).map((level) => {
    const code = codes.get(level.locationId)!;
    return { id: `${level.sku}/${code}`, updatedAt: 0, item: sourceItemOf(level, code) };
  });
  return shown(rows.sort((a, b) => (a.id < b.id ? -1 : 1)));
}
