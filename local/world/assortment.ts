// The catalogue as a shop lists it: products with variants, prices and costs that change, stock by location.
import { DAY_MS, HORIZON, msOf, START_MS } from './calendar.ts';
import { CATEGORIES, priceOn } from './catalogue.ts';
import { collectionOf } from './collection.ts';
import type { SkuIds } from './pricing.ts';
import type { InventoryLevel, Location, Product, Variant } from './records/catalogue.ts';
import type { Collection } from './records/collection.ts';
import { KIND, Stream } from './rng.ts';
import type { Simulation } from './simulation.ts';
import { GIFT_CARDS } from './surprises.ts';
import type { Terms } from './terms.ts';

const ADJECTIVES = ['Plain', 'Bright', 'Quiet', 'Northern', 'Little', 'Classic', 'Soft', 'Wild', 'Daily', 'Fine'];
const NOUNS = [
  ['Shirt', 'Jumper', 'Dress', 'Jacket', 'Trousers', 'Scarf'],
  ['Serum', 'Soap', 'Cream', 'Balm', 'Mask', 'Oil'],
  ['Lamp', 'Cushion', 'Vase', 'Throw', 'Candle', 'Tray'],
  ['Kibble', 'Leash', 'Chew', 'Bed', 'Bowl', 'Brush'],
  ['Charger', 'Speaker', 'Cable', 'Headset', 'Stand', 'Light'],
  ['Puzzle', 'Kite', 'Ball', 'Tent', 'Game', 'Flask'],
];
const SIZES = ['XS', 'S', 'M', 'L', 'XL', 'XXL'];
const ITEM_BASE = 46_000_000_000;
const LOCATION_BASE = 70_000_000;
const SITES = [
  { name: 'Edison warehouse', city: 'Edison', provinceCode: 'NJ', zip: '08817' },
  { name: 'Reno warehouse', city: 'Reno', provinceCode: 'NV', zip: '89502' },
  { name: 'Memphis warehouse', city: 'Memphis', provinceCode: 'TN', zip: '38118' },
  { name: 'Toronto warehouse', city: 'Toronto', provinceCode: 'ON', zip: 'M9W 1P6' },
];

/** SKUs of one category side by side: up to six sizes in apparel, up to three variants elsewhere. */
function groupSkus({ seed, plans }: Simulation): readonly (readonly number[])[] {
  const groups: number[][] = [];
  for (const [category, members] of plans.catalogue.inCategory.entries()) {
    const draw = new Stream(seed, KIND.category, 11, category);
    for (let at = 0; at < members.length; ) {
      const size = 1 + Math.floor(draw.uniform() * (category === 0 ? 6 : 3));
      groups.push(members.slice(at, at + size));
      at += size;
    }
  }
  return groups;
}

export interface Assortment {
  readonly skuIds: SkuIds;
  /** The goods of a product, by its place; gift cards have none. */
  readonly groups: readonly (readonly number[])[];
  /** When a product leaves the catalogue, by its place; infinite while it stays. */
  removedAt(product: number): number;
  readonly products: Collection<Product>;
  readonly locations: Collection<Location>;
  levels(committed: Int32Array): Collection<InventoryLevel>;
}

export function makeAssortment(simulation: Simulation, terms: Terms): Assortment {
  const { plans, dimensions } = simulation;
  const { ids, clearsAfterDays, extras } = terms;
  const { catalogue } = plans;
  const groups = groupSkus(simulation);
  const productOf = new Uint16Array(dimensions.skus);
  const placeOf = new Uint8Array(dimensions.skus);
  for (const [product, members] of groups.entries())
    for (const [place, sku] of members.entries()) {
      productOf[sku] = product;
      placeOf[sku] = place;
    }
  const category = (sku: number) => catalogue.skus[sku]!.category;
  const titleOf = (product: number) => {
    const nouns = NOUNS[category(groups[product]![0]!)]!;
    return `${ADJECTIVES[product % ADJECTIVES.length]} ${nouns[Math.floor(product / ADJECTIVES.length) % nouns.length]} ${product + 1}`;
  };
  const skuIds: SkuIds = {
    productId: (sku) => String(ids.products + productOf[sku]!),
    variantId: (sku) => String(ids.variants + sku),
    code: (sku) => `${CATEGORIES[category(sku)]!.name.slice(0, 3).toUpperCase()}-${String(sku + 1).padStart(4, '0')}`,
    title: (sku) => titleOf(productOf[sku]!),
    variantTitle: (sku) =>
      groups[productOf[sku]!]!.length === 1
        ? 'Default Title'
        : category(sku) === 0
          ? SIZES[placeOf[sku]!]!
          : `No. ${placeOf[sku]! + 1}`,
    vendor: (sku) => `${CATEGORIES[category(sku)]!.name} works`,
    locationId: (location) => String(LOCATION_BASE + location),
    giftCard: (card) => ({
      productId: String(ids.products + groups.length + card),
      variantId: String(ids.variants + dimensions.skus + card),
      code: `GIFT-${GIFT_CARDS[card]! / 100}`,
    }),
  };
  const listed = changesOf(simulation);
  const moved = stockMovesOf(simulation);
  const changes = terms.stockMovesProducts
    ? (sku: number, asOf: number) => Math.max(listed(sku, asOf), moved(sku, asOf))
    : listed;
  const removedAt = (product: number): number => {
    const ended = Math.max(...groups[product]!.map((sku) => catalogue.skus[sku]!.endDay));
    return clearsAfterDays === undefined || ended >= HORIZON ? Number.POSITIVE_INFINITY : msOf(ended + clearsAfterDays);
  };
  const listedAt = (sku: number) => Math.max(START_MS, msOf(Math.max(0, catalogue.skus[sku]!.launchDay)));

  const variant = (sku: number, asOf: number): Variant => {
    const day = listDay(asOf);
    const at = sku * HORIZON + day;
    const price = priceOn(catalogue, sku, day);
    return {
      id: skuIds.variantId(sku),
      inventoryItemId: String(ITEM_BASE + sku),
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

  /** Gift cards stand behind the goods: no cost, no stock, never changed. */
  const giftCard = (card: number): Product => {
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
          inventoryItemId: String(ITEM_BASE + dimensions.skus + card),
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
  };

  const products = collectionOf<Product>({
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
      if (product >= groups.length) return giftCard(product - groups.length);
      const members = groups[product]!.filter((sku) => listedAt(sku) < asOf);
      const ended = members.every((sku) => msOf(catalogue.skus[sku]!.endDay) < asOf);
      const title = titleOf(product);
      return {
        id: String(ids.products + product),
        title,
        handle: title.toLowerCase().replaceAll(' ', '-'),
        productType: CATEGORIES[category(members[0]!)]!.name,
        vendor: skuIds.vendor(members[0]!),
        status: ended ? 'ARCHIVED' : 'ACTIVE',
        tags: [CATEGORIES[category(members[0]!)]!.name],
        isGiftCard: false,
        createdAt: Math.min(...members.map(listedAt)),
        updatedAt: Math.max(...members.map((sku) => changes(sku, asOf))),
        variants: members.map((sku) => variant(sku, asOf)),
      };
    },
  });

  const locations = collectionOf<Location>({
    size: dimensions.locations,
    idOf: skuIds.locationId,
    positionOf: (id) => Number(id) - LOCATION_BASE,
    timeOf: () => START_MS,
    render: (location) => {
      const { name, ...address } = SITES[location]!;
      return {
        id: skuIds.locationId(location),
        name,
        isActive: true,
        address: { ...address, address1: '1 Depot Road', countryCode: location === 3 ? 'CA' : 'US' },
        createdAt: START_MS,
        updatedAt: START_MS,
      };
    },
  });

  const levels = (committed: Int32Array) => levelsOf(simulation, skuIds, committed);
  return { skuIds, groups, removedAt, products, locations, levels };
}

const dayAt = (asOf: number) => Math.min(HORIZON - 1, Math.max(0, Math.floor((asOf - START_MS) / DAY_MS)));
/** What changes at midnight shows from then on, not at that very moment: a reader's windows are half-open too. */
const listDay = (asOf: number) => dayAt(asOf - 1);

/** When a SKU's record changed last: listed, repriced, promoted, costed, ended. */
function changesOf({ plans }: Simulation): (sku: number, asOf: number) => number {
  const { catalogue } = plans;
  return (sku, asOf) => {
    const { launchDay, endDay } = catalogue.skus[sku]!;
    const first = Math.max(0, launchDay);
    for (let day = listDay(asOf); day > first; day--) {
      const at = sku * HORIZON + day;
      const same =
        catalogue.listPrice[at] === catalogue.listPrice[at - 1] &&
        catalogue.promotion[at] === catalogue.promotion[at - 1] &&
        catalogue.unitCost[at] === catalogue.unitCost[at - 1] &&
        day !== endDay;
      if (!same) return msOf(day);
    }
    return msOf(first);
  };
}

/** When the units of a SKU in all places together last became more or fewer. */
function stockMovesOf({ fills, dimensions, plans }: Simulation): (sku: number, asOf: number) => number {
  const { locations } = dimensions;
  const unitsOn = (sku: number, day: number) => {
    let units = 0;
    for (let place = 0; place < locations; place++) units += fills.stock[(sku * locations + place) * HORIZON + day]!;
    return units;
  };
  return (sku, asOf) => {
    const first = Math.max(0, plans.catalogue.skus[sku]!.launchDay);
    for (let day = dayAt(asOf) - 1; day > first; day--)
      if (unitsOn(sku, day) !== unitsOn(sku, day - 1)) return msOf(day + 1) - 1000;
    return msOf(first);
  };
}

/** Book stock at the end of the last full day; what is sold and not yet shipped stands beside it as committed. */
function levelsOf(simulation: Simulation, skuIds: SkuIds, committed: Int32Array): Collection<InventoryLevel> {
  const { fills, dimensions, plans } = simulation;
  const { locations } = dimensions;
  const stockAt = (position: number, day: number) => fills.stock[position * HORIZON + day]!;
  const idOf = (position: number) => String(ITEM_BASE * 10 + position);
  const timeOf = (position: number, asOf: number) => {
    const listed = Math.max(0, plans.catalogue.skus[Math.floor(position / locations)]!.launchDay);
    if (msOf(listed) > asOf) return undefined;
    for (let day = dayAt(asOf - 1); day > listed; day--)
      if (stockAt(position, day) !== stockAt(position, day - 1)) return msOf(day + 1) - 1000;
    return msOf(listed);
  };
  return collectionOf<InventoryLevel>({
    size: dimensions.skus * locations,
    idOf,
    positionOf: (id) => Number(id) - ITEM_BASE * 10,
    timeOf,
    render: (position, asOf) => {
      const sku = Math.floor(position / locations);
      const day = dayAt(asOf - 1);
      const available = stockAt(position, day);
      return {
        id: idOf(position),
        inventoryItemId: String(ITEM_BASE + sku),
        variantId: skuIds.variantId(sku),
        sku: skuIds.code(sku),
        locationId: skuIds.locationId(position % locations),
        onHand: available + committed[position]!,
        available,
        committed: committed[position]!,
        incoming: position % locations === 0 ? fills.incoming[sku * HORIZON + day]! : 0,
        updatedAt: timeOf(position, asOf)!,
      };
    },
  });
}
