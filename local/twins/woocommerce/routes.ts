// The listing routes of wc/v3, and their parameters.

import type { Product } from '../../world/records/catalogue.ts';
import type { Collection } from '../../world/records/collection.ts';
import type { BinnedOrder, Review, WooStore } from '../../world/records/stores.ts';
import { shown } from '../shown.ts';
import { orderOf, refundOf, type Shelf } from './orders.ts';
import { couponOf, customerOf, productOf, reviewOf, variationOf } from './records.ts';
import type { Fields, SiteTime } from './wire.ts';

const API = '/wp-json/wc/v3';

/** A route's list: its records, their order, and their format. */
export interface Listing {
  readonly name: string;
  readonly collection: Collection<{ readonly id: string }>;
  /** Filtered by `modified_after` and `modified_before`, or by `after` and `before`; or not by time. */
  readonly modified?: true;
  readonly created?: true;
  /** Values of `orderby`. */
  readonly orders: readonly string[];
  /** Other parameters, and the supported values. */
  readonly takes?: Readonly<Record<string, readonly string[]>>;
  render(record: never): Fields;
}

/** @returns the listing at a path, undefined when there is none */
export function routesOf(store: WooStore, asOf: number, time: SiteTime) {
  const shelf: Shelf = { isVariable: store.isVariable, stockOf: (variantId) => store.unitsOf(variantId, asOf) };
  const anyStatus = { status: ['any'] };
  const products: Listing = {
    name: 'products',
    collection: store.products,
    modified: true,
    orders: ['modified', 'id'],
    takes: anyStatus,
    render: (one) => productOf(one, time, shelf),
  };
  const listings: Readonly<Record<string, Listing>> = {
    '/orders': {
      name: 'orders',
      collection: store.orders,
      modified: true,
      orders: ['modified', 'id'],
      takes: anyStatus,
      render: (one) => orderOf(one, time, shelf),
    },
    '/refunds': {
      name: 'refunds',
      collection: store.refunds,
      created: true,
      orders: ['date', 'id'],
      render: (one) => refundOf(one, time, shelf),
    },
    '/products': products,
    '/customers': {
      name: 'customers',
      collection: store.customers,
      orders: ['id'],
      takes: { role: ['all'] },
      render: (one) => customerOf(one, time),
    },
    '/coupons': {
      name: 'coupons',
      collection: store.coupons,
      modified: true,
      orders: ['modified', 'id'],
      render: (one) => couponOf(one, time),
    },
    '/products/reviews': {
      name: 'product_reviews',
      collection: store.reviews,
      orders: ['id'],
      takes: { status: ['all'] },
      render: (one: Review) => reviewOf(one, time, store.products.get(one.productId, asOf)?.title ?? ''),
    },
  };
  const bin: Listing = {
    name: 'bin',
    collection: store.bin,
    modified: true,
    orders: ['modified', 'id'],
    takes: { status: ['trash'] },
    render: ({ order, thrownAt }: BinnedOrder) => ({
      ...orderOf(order, time, shelf),
      status: 'trash',
      ...time.both('date_modified', thrownAt),
    }),
  };
  const variable: Listing = {
    ...products,
    name: 'variable_products',
    collection: shown(
      store.products
        .ids(asOf)
        .filter(store.isVariable)
        .map((id) => store.products.get(id, asOf)!),
    ),
    orders: ['id'],
    takes: { ...anyStatus, type: ['variable'] },
  };
  return (path: string, params: URLSearchParams): Listing | undefined => {
    if (!path.startsWith(API)) return undefined;
    const route = path.slice(API.length);
    if (route === '/orders' && params.get('status') === 'trash') return bin;
    if (route === '/products' && params.get('type') === 'variable') return variable;
    const parent = /^\/products\/(\d+)\/variations$/.exec(route)?.[1];
    if (parent === undefined) return listings[route];
    const product = store.products.get(parent, asOf);
    return product && variationsOf(product, store, time, shelf);
  };
}

function variationsOf(product: Product, store: WooStore, time: SiteTime, shelf: Shelf): Listing {
  return {
    name: 'product_variations',
    collection: shown(store.isVariable(product.id) ? product.variants : []),
    orders: ['id'],
    render: (one) => variationOf(one, product, time, shelf),
  };
}
