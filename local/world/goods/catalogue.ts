// The goods: SKUs with their traits, prices and promotions by day, and the appeal that follows from them.
import { dateOf, HORIZON, isSaleEvent, monthly } from '../calendar/calendar.ts';
import { exp, pow } from '../random/exact-math.ts';
import type { Streams } from '../random/streams.ts';

export interface Category {
  readonly name: string;
  readonly share: number;
  readonly medianPrice: number;
  readonly elasticity: number;
  readonly costRatio: number;
  readonly returnRate: number;
}

export const CATEGORIES: readonly Category[] = [
  { name: 'apparel', share: 0.25, medianPrice: 42, elasticity: -2.6, costRatio: 0.42, returnRate: 0.26 },
  { name: 'beauty', share: 0.21, medianPrice: 26, elasticity: -1.9, costRatio: 0.3, returnRate: 0.06 },
  { name: 'home', share: 0.16, medianPrice: 48, elasticity: -2.3, costRatio: 0.45, returnRate: 0.1 },
  { name: 'pet', share: 0.19, medianPrice: 24, elasticity: -1.6, costRatio: 0.55, returnRate: 0.035 },
  { name: 'electronics', share: 0.12, medianPrice: 58, elasticity: -2.8, costRatio: 0.62, returnRate: 0.1 },
  { name: 'toys-outdoor', share: 0.07, medianPrice: 36, elasticity: -2.2, costRatio: 0.48, returnRate: 0.09 },
];

export const SEASONS: readonly (readonly number[])[] = [
  [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1],
  [0.5, 0.55, 0.8, 1.1, 1.4, 1.7, 1.75, 1.5, 1.0, 0.7, 0.5, 0.5],
  [1.6, 1.5, 1.1, 0.8, 0.55, 0.45, 0.45, 0.55, 0.9, 1.2, 1.45, 1.45],
  [0.75, 0.95, 0.75, 0.8, 1.0, 0.8, 0.75, 0.75, 0.8, 0.95, 1.4, 2.3],
  [0.8, 0.85, 0.9, 0.9, 0.9, 0.9, 1.15, 1.8, 1.6, 0.9, 0.7, 0.7],
];

export interface Sku {
  readonly index: number;
  readonly category: number;
  readonly popularity: number;
  /** Cents at the opening. */
  readonly basePrice: number;
  readonly costRatio: number;
  readonly elasticity: number;
  /** Variance of the day's demand shock. */
  readonly shockVariance: number;
  readonly season: number;
  readonly launchDay: number;
  readonly endDay: number;
  readonly neverChanges: boolean;
  readonly lumpy: boolean;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

function makeSku(stream: Streams, index: number): Sku {
  const drawn = stream('sku.category', index).choose(CATEGORIES.map((one) => one.share));
  const category = index < CATEGORIES.length ? index : drawn;
  const kind = CATEGORIES[category]!;
  const popularity = exp(1.15 * stream('sku.popularity', index).normal());
  const basePrice = Math.max(
    199,
    Math.round(kind.medianPrice * exp(0.5 * stream('sku.base_price', index).normal()) * 100),
  );
  const costRatio = clamp(kind.costRatio + 0.07 * stream('sku.cost_ratio', index).normal(), 0.15, 0.85);
  const elasticity = clamp(kind.elasticity + 0.55 * stream('sku.elasticity', index).normal(), -4.5, -0.6);
  const shock = stream('sku.shock_class', index).uniform();
  const season = Math.min(
    4,
    Math.floor(6 * stream('sku.season', index).uniform() * stream('sku.seasonality', index).uniform()),
  );
  const launches = stream('sku.launches', index).happens(0.15);
  const launch = stream('sku.launch_day', index).uniform() * 700;
  const ends = stream('sku.ends', index).happens(0.07);
  const end = 300 + stream('sku.end_day', index).uniform() * 450;
  const neverChanges = stream('sku.never_changes', index).happens(0.2);
  const lumps = stream('sku.lumpy', index).happens(0.14);
  return {
    index,
    category,
    popularity,
    basePrice,
    costRatio,
    elasticity,
    shockVariance: shock < 0.55 ? 0.05 : shock < 0.775 ? 0.6 : 1.2,
    season,
    launchDay: launches ? Math.floor(launch) : -400,
    endDay: ends ? Math.floor(end) : HORIZON,
    neverChanges,
    lumpy: lumps && basePrice < 4000,
  };
}

export interface Catalogue {
  readonly skus: readonly Sku[];
  /** `[sku × HORIZON + day]`: list price in cents, before promotions. */
  readonly listPrice: Int32Array;
  /** Percent off the list price, shown as compare-at price. */
  readonly promotion: Uint8Array;
  /** Percent off by an automatic discount on sale events. */
  readonly eventDiscount: Uint8Array;
  readonly unitCost: Int32Array;
  /** x: how much a SKU appeals on a day; 0 when it is not listed. */
  readonly appeal: Float64Array;
  /** X: appeal of a category, popularity-weighted. `[category × HORIZON + day]`. */
  readonly categoryAppeal: Float64Array;
  /** B: the largest category appeal of a day. */
  readonly dayBound: Float64Array;
  /** Indices of the SKUs of a category. */
  readonly inCategory: readonly (readonly number[])[];
}

export function makeCatalogue(stream: Streams, count: number): Catalogue {
  const skus = Array.from({ length: count }, (_, index) => makeSku(stream, index));
  const listPrice = new Int32Array(count * HORIZON);
  const unitCost = new Int32Array(count * HORIZON);
  for (const sku of skus) walkPrices(stream, sku, listPrice, unitCost);
  const promotion = categoryPromotions(stream, skus);
  const eventDiscount = eventDiscounts(stream, skus);
  const appeal = new Float64Array(count * HORIZON);
  for (const sku of skus) fillAppeal(stream, sku, listPrice, promotion, eventDiscount, appeal);

  const inCategory = CATEGORIES.map((_, category) =>
    skus.filter((sku) => sku.category === category).map((sku) => sku.index),
  );
  const categoryAppeal = new Float64Array(CATEGORIES.length * HORIZON);
  const dayBound = new Float64Array(HORIZON);
  for (const [category, members] of inCategory.entries()) {
    const weight = members.reduce((sum, sku) => sum + skus[sku]!.popularity, 0);
    for (let day = 0; day < HORIZON; day++) {
      let sum = 0;
      for (const sku of members) sum += skus[sku]!.popularity * appeal[sku * HORIZON + day]!;
      const value = weight > 0 ? sum / weight : 0;
      categoryAppeal[category * HORIZON + day] = value;
      dayBound[day] = Math.max(dayBound[day]!, value);
    }
  }
  return { skus, listPrice, promotion, eventDiscount, unitCost, appeal, categoryAppeal, dayBound, inCategory };
}

/** List prices move at exponential gaps of 200 days, independent of demand; costs once a year. */
function walkPrices(stream: Streams, sku: Sku, listPrice: Int32Array, unitCost: Int32Array): void {
  const gap = (change: number) => stream('sku.price_gap', sku.index, change).exponential() * 200;
  let price = sku.basePrice;
  let cost = Math.round(sku.basePrice * sku.costRatio);
  let change = 0;
  let next = gap(change);
  for (let day = 0; day < HORIZON; day++) {
    while (!sku.neverChanges && day >= next) {
      const up = stream('sku.price_rises', sku.index, change).happens(0.65);
      const step = stream('sku.price_step', sku.index, change).uniform();
      price = Math.max(99, Math.round(price * (up ? 1.03 + 0.07 * step : 0.97 - 0.09 * step)));
      next += Math.max(1, gap(++change));
    }
    if (day > 0 && day % 365 === 0)
      cost = Math.max(1, Math.round(cost * (1.03 + 0.03 * stream('sku.cost_change', sku.index, day).normal())));
    listPrice[sku.index * HORIZON + day] = price;
    unitCost[sku.index * HORIZON + day] = cost;
  }
}

const DEPTHS = [10, 15, 20, 25];

function categoryPromotions(stream: Streams, skus: readonly Sku[]): Uint8Array {
  const promotion = new Uint8Array(skus.length * HORIZON);
  for (const category of CATEGORIES.keys()) {
    let number = 0;
    for (let start = stream('promotion.first_day', category).below(30); start < HORIZON; number++) {
      const depth = DEPTHS[stream('promotion.depth', category, number).below(DEPTHS.length)]!;
      for (const sku of skus) {
        if (sku.category !== category || sku.neverChanges) continue;
        if (!stream('promotion.covers', sku.index, number).happens(0.45)) continue;
        for (let day = start; day < Math.min(HORIZON, start + 7); day++) promotion[sku.index * HORIZON + day] = depth;
      }
      start += 7 + 14 + stream('promotion.gap', category, number).below(43);
    }
  }
  return promotion;
}

function eventDiscounts(stream: Streams, skus: readonly Sku[]): Uint8Array {
  const discount = new Uint8Array(skus.length * HORIZON);
  for (let day = 0; day < HORIZON; day++) {
    const date = dateOf(day);
    if (!isSaleEvent(date)) continue;
    for (const sku of skus) {
      const year = date.getUTCFullYear();
      if (sku.neverChanges || !stream('sale_event.covers', sku.index, year).happens(0.7)) continue;
      const depth = [20, 25, 30][stream('sale_event.depth', sku.index, year).below(3)]!;
      discount[sku.index * HORIZON + day] = date.getUTCDay() === 4 ? 15 : depth;
    }
  }
  return discount;
}

/** Unit price of a SKU on a day after a promotion, cents; automatic discounts come later, on the order. */
export function priceOn(catalogue: Catalogue, sku: number, day: number): number {
  const at = sku * HORIZON + day;
  return Math.round((catalogue.listPrice[at]! * (100 - catalogue.promotion[at]!)) / 100);
}

function fillAppeal(
  stream: Streams,
  sku: Sku,
  listPrice: Int32Array,
  promotion: Uint8Array,
  eventDiscount: Uint8Array,
  appeal: Float64Array,
): void {
  const shape = 1 / sku.shockVariance;
  for (let day = Math.max(0, sku.launchDay); day < Math.min(HORIZON, sku.endDay); day++) {
    const at = sku.index * HORIZON + day;
    const paid = (listPrice[at]! * (100 - promotion[at]!) * (100 - eventDiscount[at]!)) / 10_000;
    const season = monthly(SEASONS[sku.season]!, dateOf(day));
    const ramp = sku.launchDay < 0 ? 1 : 1 - exp(-(day - sku.launchDay + 1) / 21);
    const shown = promotion[at]! + eventDiscount[at]! > 0 ? 1.2 : 1;
    const shock = stream('sku.demand_shock', sku.index, day).gamma(shape) / shape;
    appeal[at] = season * ramp * pow(paid / sku.basePrice, sku.elasticity) * shown * shock;
  }
}
