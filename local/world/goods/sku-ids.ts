// How SKUs are put together to products, and what both are called.

import { GIFT_CARDS } from '../orders/edge-cases.ts';
import type { SkuIds } from '../orders/pricing.ts';
import type { Terms } from '../shops/shop-profile.ts';
import type { Simulation } from '../simulation.ts';
import { CATEGORIES } from './catalogue.ts';
import { locationId } from './stock-levels.ts';

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

/** SKUs by product, and where each stands. */
export interface SkuGroups {
  /** The goods of a product, by its place. */
  readonly groups: readonly (readonly number[])[];
  readonly productOf: Uint16Array;
  readonly placeOf: Uint8Array;
}

/** SKUs of one category side by side: up to six sizes in apparel, up to three variants elsewhere. */
export function groupSkus({ stream, plans, dimensions }: Simulation): SkuGroups {
  const groups: number[][] = [];
  for (const [category, members] of plans.catalogue.inCategory.entries()) {
    let product = 0;
    for (let at = 0; at < members.length; product++) {
      const size = 1 + stream('product.variants', category, product).below(category === 0 ? 6 : 3);
      groups.push(members.slice(at, at + size));
      at += size;
    }
  }
  const productOf = new Uint16Array(dimensions.skus);
  const placeOf = new Uint8Array(dimensions.skus);
  for (const [product, members] of groups.entries())
    for (const [place, sku] of members.entries()) {
      productOf[sku] = product;
      placeOf[sku] = place;
    }
  return { groups, productOf, placeOf };
}

export function skuIdsOf(
  { plans, dimensions }: Simulation,
  { groups, productOf, placeOf }: SkuGroups,
  { ids }: Terms,
): SkuIds {
  const category = (sku: number) => plans.catalogue.skus[sku]!.category;
  const titleOf = (product: number) => {
    const nouns = NOUNS[category(groups[product]![0]!)]!;
    return `${ADJECTIVES[product % ADJECTIVES.length]} ${nouns[Math.floor(product / ADJECTIVES.length) % nouns.length]} ${product + 1}`;
  };
  return {
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
    locationId,
    giftCard: (card) => ({
      productId: String(ids.products + groups.length + card),
      variantId: String(ids.variants + dimensions.skus + card),
      code: `GIFT-${GIFT_CARDS[card]! / 100}`,
    }),
  };
}
