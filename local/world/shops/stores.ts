// The synthetic world's shops on WooCommerce and Magento: the same people, stock and prices as Shopify's, in their own terms.
import { DAY_MS, HORIZON, START_MS } from '../calendar/calendar.ts';
import { CATEGORIES } from '../goods/catalogue.ts';
import { once } from '../memoize.ts';
import { invoicePapers, parcelPapers, refundPapers } from '../orders/documents.ts';
import type { Storefront } from '../people/regions.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { BinnedOrder, Category, MagentoStore, Store, Stores, WooStore } from '../records/stores.ts';
import type { Simulation } from '../simulation.ts';
import { makeFront } from './front.ts';
import { couponsOf, reviewsOf } from './reviews.ts';
import { makeShop, type SyntheticShop } from './shop.ts';
import { MAGENTO, type Terms, WOOCOMMERCE } from './shop-profile.ts';

/** Days a thrown-away order can be taken out of the bin again. */
export const BIN_DAYS = 30;

export interface SyntheticStores extends Stores {
  /** The owner of each record, and the deleted records: for the truth tables. */
  readonly shops: Readonly<Record<Storefront, SyntheticShop>>;
}

/** Each shop is made when it is first asked for. */
export function makeStores(simulation: Simulation, shopify: SyntheticShop): SyntheticStores {
  const front = once(() => makeFront(simulation, shopify));
  const woo = once(() => makeShop(simulation, WOOCOMMERCE));
  const magento = once(() => makeShop(simulation, MAGENTO));
  const wooStore = once(
    (): WooStore => ({
      ...storeOf(simulation, woo(), WOOCOMMERCE),
      bin: binOf(woo()),
      reviews: reviewsOf(simulation, woo(), WOOCOMMERCE),
      coupons: couponsOf(simulation, woo()),
    }),
  );
  const magentoStore = once(
    (): MagentoStore => ({
      ...storeOf(simulation, magento(), MAGENTO),
      invoices: invoicePapers(magento().parts),
      categories: categories(),
    }),
  );
  return {
    get front() {
      return front();
    },
    get woocommerce() {
      return wooStore();
    },
    get magento() {
      return magentoStore();
    },
    shops: {
      shopify,
      get woocommerce() {
        return woo();
      },
      get magento() {
        return magento();
      },
    },
  };
}

function storeOf({ fills, dimensions }: Simulation, shop: SyntheticShop, terms: Terms): Store {
  const { parts } = shop;
  const { locations, skus } = dimensions;
  return {
    ...shop.view,
    refunds: refundPapers(parts),
    parcels: parcelPapers(parts, (position) => {
      const fill = parts.book.fill[position]!;
      return fills.lineStart[fill + 1]! - fills.lineStart[fill]!;
    }),
    unitsOf: (variantId, asOf) => {
      const sku = Number(variantId) - terms.ids.variants;
      const day = Math.min(HORIZON, Math.floor((asOf - START_MS) / DAY_MS)) - 1;
      if (!(sku >= 0 && sku < skus) || day < 0) return 0;
      let units = 0;
      for (let place = 0; place < locations; place++) units += fills.stock[(sku * locations + place) * HORIZON + day]!;
      return units;
    },
    isVariable: (productId) => (shop.assortment.groups[Number(productId) - terms.ids.products]?.length ?? 0) > 1,
  };
}

function binOf({ parts }: SyntheticShop): Collection<BinnedOrder> {
  const positions = once(() => {
    const thrown: number[] = [];
    for (let position = 0; position < parts.book.count; position++)
      if (Number.isFinite(parts.thrownAt(position))) thrown.push(position);
    return { thrown, placeOf: new Map(thrown.map((position, place) => [parts.idOf(position), place])) };
  });
  return collectionOf<BinnedOrder>({
    get size() {
      return positions().thrown.length;
    },
    idOf: (place) => parts.idOf(positions().thrown[place]!),
    positionOf: (id) => positions().placeOf.get(id) ?? -1,
    timeOf: (place, asOf) => {
      const at = parts.thrownAt(positions().thrown[place]!);
      return at <= asOf && asOf < at + BIN_DAYS * DAY_MS ? at : undefined;
    },
    render: (place, asOf) => {
      const position = positions().thrown[place]!;
      return { id: parts.idOf(position), thrownAt: parts.thrownAt(position), order: parts.render(position, asOf) };
    },
  });
}

/** A root nobody sees, the shop's own, and one for each kind of goods. */
function categories(): Collection<Category> {
  const names = ['Root Catalog', 'Default Category', ...CATEGORIES.map((one) => one.name)];
  return collectionOf<Category>({
    size: names.length,
    idOf: (place) => String(1 + place),
    positionOf: (id) => Number(id) - 1,
    timeOf: (_place, asOf) => (asOf >= START_MS ? START_MS : undefined),
    render: (place) => ({
      id: String(1 + place),
      ...(place === 0 ? {} : { parentId: place === 1 ? '1' : '2' }),
      name: names[place]!,
      level: Math.min(2, place),
      createdAt: START_MS,
      updatedAt: START_MS,
    }),
  });
}
