import { HORIZON, msOf, START_MS } from '../calendar/calendar.ts';
import { GIFT_CARDS } from '../orders/edge-cases.ts';
import type { SkuIds } from '../orders/pricing.ts';
import type { Product, Variant } from '../records/catalogue.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { Terms } from '../shops/shop-profile.ts';
import type { Simulation } from '../simulation.ts';
import { CATEGORIES, priceOn } from './catalogue.ts';
import { changesOf, listDay, stockMovesOf } from './sku-changes.ts';
import type { SkuGroups } from './sku-ids.ts';
import { inventoryItemId } from './stock-levels.ts';

/** When a product leaves the catalogue, by its place; infinite while it stays. */
export function removalsOf({ plans }: Simulation, { groups }: SkuGroups, { clearsAfterDays }: Terms) {
  return (product: number): number => {
    const ended = Math.max(...groups[product]!.map((sku) => plans.catalogue.skus[sku]!.endDay));
    return clearsAfterDays === undefined || ended >= HORIZON ? Number.POSITIVE_INFINITY : msOf(ended + clearsAfterDays);
  };
}

/** Products with their variants as the shop lists them; behind the goods its gift cards. */
export function productsOf(
  simulation: Simulation,
  { groups, placeOf }: SkuGroups,
  skuIds: SkuIds,
  removedAt: (product: number) => number,
  terms: Terms,
): Collection<Product> {
  const { plans, dimensions } = simulation;
  const { catalogue } = plans;
  const { ids, extras } = terms;
  const categoryName = (sku: number) => CATEGORIES[catalogue.skus[sku]!.category]!.name;
  const listed = changesOf(simulation);
  const moved = stockMovesOf(simulation);
  const changes = terms.stockMovesProducts
    ? (sku: number, asOf: number) => Math.max(listed(sku, asOf), moved(sku, asOf))
    : listed;
  const listedAt = (sku: number) => Math.max(START_MS, msOf(Math.max(0, catalogue.skus[sku]!.launchDay)));

  const variant = (sku: number, asOf: number): Variant => {
    const day = listDay(asOf);
    const at = sku * HORIZON + day;
    const price = priceOn(catalogue, sku, day);
    return {
      id: skuIds.variantId(sku),
      inventoryItemId: inventoryItemId(sku),
      sku: skuIds.code(sku),
      title: skuIds.variantTitle(sku),
      barcode: `40${String(sku).padStart(11, '0')}`,
      price,
      ...(catalogue.promotion[at]! > 0 ? { compareAtPrice: catalogue.listPrice[at]! } : {}),
      unitCost: catalogue.unitCost[at]!,
      taxable: true,
      tracked: true,
      position: placeOf[sku]! + 1,
      createdAt: listedAt(sku),
      updatedAt: changes(sku, asOf),
    };
  };

  return collectionOf<Product>({
    size: groups.length + (extras ? GIFT_CARDS.length : 0),
    idOf: (product) => String(ids.products + product),
    positionOf: (id) => Number(id) - ids.products,
    timeOf: (product, asOf) => {
      if (product >= groups.length) return asOf >= START_MS ? START_MS : undefined;
      if (removedAt(product) <= asOf) return undefined;
      const listed = groups[product]!.filter((sku) => listedAt(sku) < asOf);
      return listed.length === 0 ? undefined : Math.max(...listed.map((sku) => changes(sku, asOf)));
    },
    render: (product, asOf) => {
      if (product >= groups.length) return giftCard(skuIds, dimensions.skus, product - groups.length);
      const members = groups[product]!.filter((sku) => listedAt(sku) < asOf);
      const ended = members.every((sku) => msOf(catalogue.skus[sku]!.endDay) < asOf);
      const title = skuIds.title(members[0]!);
      return {
        id: String(ids.products + product),
        title,
        handle: title.toLowerCase().replaceAll(' ', '-'),
        productType: categoryName(members[0]!),
        vendor: skuIds.vendor(members[0]!),
        status: ended ? 'ARCHIVED' : 'ACTIVE',
        tags: [categoryName(members[0]!)],
        isGiftCard: false,
        createdAt: Math.min(...members.map(listedAt)),
        updatedAt: Math.max(...members.map((sku) => changes(sku, asOf))),
        variants: members.map((sku) => variant(sku, asOf)),
      };
    },
  });
}

/** Gift cards stand behind the goods: no cost, no stock, never changed. */
function giftCard(skuIds: SkuIds, goods: number, card: number): Product {
  const { productId, variantId, code } = skuIds.giftCard(card);
  const dated = { createdAt: START_MS, updatedAt: START_MS };
  return {
    id: productId,
    title: `Gift card $${GIFT_CARDS[card]! / 100}`,
    handle: code.toLowerCase(),
    productType: 'gift card',
    vendor: 'Retail Demo',
    status: 'ACTIVE',
    tags: [],
    isGiftCard: true,
    ...dated,
    variants: [
      {
        id: variantId,
        inventoryItemId: inventoryItemId(goods + card),
        sku: code,
        title: 'Default Title',
        price: GIFT_CARDS[card]!,
        taxable: false,
        tracked: false,
        position: 1,
        ...dated,
      },
    ],
  };
}
