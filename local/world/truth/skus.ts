// The goods and their prices.
import { HORIZON } from '../calendar/calendar.ts';
import { CATEGORIES, priceOn } from '../goods/catalogue.ts';
import type { SyntheticWorld } from '../synthetic.ts';
import type { Row } from './row.ts';

/** One row an SKU: what its demand was drawn with. */
export function* skus({ simulation, shop, asOf }: SyntheticWorld): Iterable<Row> {
  const variants = new Map<number, { readonly id: string; readonly sku: string }>();
  for (const product of shop.products.page({ asOf, limit: Number.MAX_SAFE_INTEGER }))
    for (const { id, sku } of product.variants)
      if (!product.isGiftCard) variants.set(Number(sku.split('-')[1]) - 1, { id, sku });
  for (const sku of simulation.plans.catalogue.skus)
    yield {
      sku: sku.index,
      variant_id: variants.get(sku.index)?.id ?? null,
      code: variants.get(sku.index)?.sku ?? null,
      category: CATEGORIES[sku.category]!.name,
      elasticity: sku.elasticity,
      promotion_effect: 1.2,
      shock_variance: sku.shockVariance,
      season: sku.season,
      popularity: sku.popularity,
      launch_day: sku.launchDay,
      end_day: sku.endDay,
      identifiable: !sku.neverChanges,
    };
}

/** One row an SKU and day on which its price or cost changed. */
export function* prices({ simulation: { plans, dimensions } }: SyntheticWorld): Iterable<Row> {
  const { catalogue } = plans;
  for (let sku = 0; sku < dimensions.skus; sku++) {
    let before = '';
    for (let day = 0; day < HORIZON; day++) {
      const at = sku * HORIZON + day;
      const row = {
        list_price: catalogue.listPrice[at],
        price: priceOn(catalogue, sku, day),
        event_discount: catalogue.eventDiscount[at],
        unit_cost: catalogue.unitCost[at],
      };
      const text = JSON.stringify(row);
      if (text !== before) yield { sku, from_day: day, ...row };
      before = text;
    }
  }
}
