// One pass through time: intents meet stock; a deliberately mediocre merchant orders more.
import { dateOf, HORIZON, monthly } from '../calendar/calendar.ts';
import { basketOf, type Intents } from '../demand/demand-events.ts';
import type { Plans } from '../demand/plans.ts';
import { makePerson } from '../people/person.ts';
import type { Streams } from '../random/streams.ts';
import type { Dimensions } from '../sizes.ts';
import { CATEGORIES, SEASONS, type Sku } from './catalogue.ts';

const LEAD_DAYS = [10, 14, 18, 21, 28, 35, 45, 60];
/** How far the merchant's cover goes beyond the textbook's: calibrated to 4 % of SKU-days out of stock. */
const COVER = 1.5;
const MONTHS = [0.93, 0.93, 0.96, 0.96, 1.0, 0.97, 0.95, 0.96, 0.98, 1.02, 1.1, 1.14];

/** Filled orders as columns; lines of order i are `[lineStart[i], lineStart[i + 1])`. */
export interface Fills {
  readonly orders: number;
  /** Position of the order's intent. */
  readonly intent: Uint32Array;
  readonly lineStart: Uint32Array;
  readonly lineSku: Uint16Array;
  readonly lineQuantity: Uint8Array;
  readonly lineLocation: Uint8Array;
  /** Units by `[sku × HORIZON + day]`: what people wanted first, got, and did not get. */
  readonly wanted: Int32Array;
  readonly sold: Int32Array;
  readonly lost: Int32Array;
  /** Closing book stock `[(sku × locations + location) × HORIZON + day]`, and units on their way by SKU and day. */
  readonly stock: Int32Array;
  readonly incoming: Int32Array;
  /** Units that came in, and cycle-count corrections, by SKU-location and day. */
  readonly received: Int32Array;
  readonly corrected: Int32Array;
}

interface Arrival {
  readonly sku: number;
  readonly units: number;
}

export function fillOrders(plans: Plans, intents: Intents, { skus, locations, people }: Dimensions): Fills {
  const { catalogue, stream } = plans;
  const level = new Int32Array(skus * locations);
  const shrunk = new Int32Array(skus * locations);
  const stock = new Int32Array(skus * locations * HORIZON);
  const received = new Int32Array(skus * locations * HORIZON);
  const corrected = new Int32Array(skus * locations * HORIZON);
  const incoming = new Int32Array(skus * HORIZON);
  const [wanted, sold, lost] = [0, 0, 0].map(() => new Int32Array(skus * HORIZON)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const intent = new Uint32Array(intents.count);
  const lineStart = new Uint32Array(intents.count + 1);
  let room = intents.count * 3 + 64;
  let lineSku = new Uint16Array(room);
  let lineQuantity = new Uint8Array(room);
  let lineLocation = new Uint8Array(room);
  const arrivals: Arrival[][] = Array.from({ length: HORIZON }, () => []);
  const onOrder = new Int32Array(skus);
  let orders = 0;
  let lines = 0;
  let next = 0;

  const receive = (sku: number, day: number, units: number) => {
    for (let place = 0; place < locations; place++) {
      const share = Math.floor((units * (place + 1)) / locations) - Math.floor((units * place) / locations);
      level[sku * locations + place]! += share;
      received[(sku * locations + place) * HORIZON + day]! += share;
    }
  };
  /** Where a quantity can be taken from: the near location, else any that has it. */
  const placeFor = (sku: number, quantity: number, near: number): number => {
    for (let k = 0; k < locations; k++) {
      const place = (near + k) % locations;
      if (level[sku * locations + place]! >= quantity) return place;
    }
    return -1;
  };

  for (let day = 0; day < HORIZON; day++) {
    for (const sku of catalogue.skus) {
      if (day === Math.max(0, sku.launchDay)) receive(sku.index, day, firstStock(plans, sku, people));
      if (day % 7 === sku.index % 7 && day > 0) {
        const order = purchase(plans, sku, day, wanted, total(level, sku.index, locations) + onOrder[sku.index]!);
        if (order) {
          onOrder[sku.index]! += order.units;
          if (order.day < HORIZON) arrivals[order.day]!.push({ sku: sku.index, units: order.units });
        }
      }
    }
    for (const { sku, units } of arrivals[day]!) {
      onOrder[sku]! -= units;
      receive(sku, day, goodUnits(stream, sku, day, units));
    }
    for (; next < intents.count && intents.t[next]! < day + 1; next++) {
      const person = makePerson(stream, intents.person[next]!);
      const basket = basketOf(plans, person, intents.n[next]!, Math.min(day, HORIZON - 1));
      const first = lines;
      for (const { sku, quantity, substitute } of basket) {
        if (lines + 1 >= room) {
          room *= 2;
          lineSku = grown(lineSku, room);
          lineQuantity = grown(lineQuantity, room);
          lineLocation = grown(lineLocation, room);
        }
        wanted[sku * HORIZON + day]! += quantity;
        let taken = sku;
        let units = quantity;
        let place = placeFor(sku, quantity, person.region % locations);
        if (place < 0) {
          lost[sku * HORIZON + day]! += quantity;
          taken = substitute;
          units = 1;
          place = substitute < 0 ? -1 : placeFor(substitute, 1, person.region % locations);
        }
        if (place < 0) continue;
        level[taken * locations + place]! -= units;
        sold[taken * HORIZON + day]! += units;
        lineSku[lines] = taken;
        lineQuantity[lines] = units;
        lineLocation[lines] = place;
        lines++;
      }
      if (lines === first) continue; // nothing left to buy: no order
      intent[orders] = next;
      orders++;
      lineStart[orders] = lines;
    }
    for (let at = 0; at < level.length; at++) {
      if (level[at]! - shrunk[at]! > 0 && stream('stock.shrinkage', at, day).happens(0.004)) shrunk[at]!++;
      if ((day + at) % 90 === 89 && shrunk[at]! > 0) {
        const lostUnits = Math.min(shrunk[at]!, level[at]!);
        corrected[at * HORIZON + day] = -lostUnits;
        level[at]! -= lostUnits;
        shrunk[at] = 0;
      }
      stock[at * HORIZON + day] = level[at]!;
    }
    for (let sku = 0; sku < skus; sku++) incoming[sku * HORIZON + day] = onOrder[sku]!;
  }
  return {
    orders,
    intent,
    lineStart,
    lineSku,
    lineQuantity,
    lineLocation,
    wanted,
    sold,
    lost,
    stock,
    incoming,
    received,
    corrected,
  };
}

function grown<T extends Uint16Array | Uint8Array>(old: T, room: number): T {
  const bigger = new (old.constructor as new (size: number) => T)(room);
  bigger.set(old);
  return bigger;
}

function total(level: Int32Array, sku: number, locations: number): number {
  let sum = 0;
  for (let place = 0; place < locations; place++) sum += level[sku * locations + place]!;
  return sum;
}

const supplierOf = (stream: Streams, sku: number) => {
  const supplier = stream('sku.supplier', sku).below(LEAD_DAYS.length);
  return { supplier, lead: LEAD_DAYS[supplier]!, cv: 0.15 + 0.35 * stream('sku.lead_time_cv', sku).uniform() };
};

function firstStock({ catalogue, stream }: Plans, sku: Sku, people: number): number {
  const members = catalogue.inCategory[sku.category]!;
  const popularity = members.reduce((sum, one) => sum + catalogue.skus[one]!.popularity, 0);
  const daily = (0.0117 * people * CATEGORIES[sku.category]!.share * sku.popularity) / popularity;
  return Math.round((0.8 * supplierOf(stream, sku.index).lead + 25) * daily) + 3;
}

/** Reorder point on 28 days of sales, order-up-to in sixes; nothing in a SKU's last month. */
function purchase(
  plans: Plans,
  sku: Sku,
  day: number,
  wanted: Int32Array,
  position: number,
): { units: number; day: number } | undefined {
  if (day < sku.launchDay || day > sku.endDay - 30) return undefined;
  const { lead, cv } = supplierOf(plans.stream, sku.index);
  const window = Math.min(28, day);
  let sum = 0;
  let squares = 0;
  for (let back = 1; back <= window; back++) {
    const units = wanted[sku.index * HORIZON + day - back]!;
    sum += units;
    squares += units * units;
  }
  const m = sum / window;
  const s = Math.sqrt(Math.max(0, squares / window - m * m));
  const later = Math.min(HORIZON - 1, day + lead);
  const index = (at: number) => monthly(MONTHS, dateOf(at)) * monthly(SEASONS[sku.season]!, dateOf(at));
  const f = Math.min(3, index(later) / index(day));
  const z = sku.popularity > 1.2 ? 0.5 : 0;
  const point = m * f * (0.9 * lead + 3) * COVER + z * Math.sqrt((lead + 7) * s * s * f * f + (m * f * lead * cv) ** 2);
  if (position > point) return undefined;
  const missing = point + 24 * m * f - position;
  const units = Math.max(6, Math.ceil(missing / 6) * 6);
  const shape = 1 / (cv * cv);
  const late = plans.stream('purchase_order.late', sku.index, day).happens(0.08) ? 2 : 1;
  const takes = plans.stream('purchase_order.lead_time', sku.index, day).gamma(shape) / shape;
  return { units, day: day + Math.max(1, Math.round(lead * takes * late)) };
}

/** 12 % of deliveries come 80 % full, 2 % of units are defective. */
function goodUnits(stream: Streams, sku: number, day: number, units: number): number {
  const sent = stream('receipt.short', sku, day).happens(0.12) ? Math.floor(units * 0.8) : units;
  return sent - Math.min(sent, stream('receipt.defective', sku, day).poisson(sent * 0.02));
}
