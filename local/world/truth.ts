// What really happened, for scoring and for scans that prove absence. Never reachable through a twin or the pipeline.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { spendOf } from './ads.ts';
import { AS_OF_DAY, HORIZON, msOf } from './calendar.ts';
import { CATEGORIES, priceOn } from './catalogue.ts';
import { RECORD } from './customers.ts';
import { addressOf, consentOf, emailOn, identityOf, spelledIn, typoOf } from './identity.ts';
import { CAUSES, CHANNELS } from './media.ts';
import { headOf, isCanary, makePerson } from './people.ts';
import { goodsOf } from './pricing.ts';
import { REGIONS } from './regions.ts';
import type { SyntheticWorld } from './synthetic.ts';
import { claims } from './truth-ads.ts';
import { storeDeletes, storeRecords } from './truth-stores.ts';
import { cases, listConsents, merges, supportDeletes, supportRecords } from './truth-support.ts';

type Row = Readonly<Record<string, unknown>>;
type Table = (world: SyntheticWorld) => Iterable<Row>;

const CHUNK = 1 << 16;
const iso = (day: number) => (day < HORIZON ? new Date(msOf(day)).toISOString() : null);

/** Table → its rows, made as they are written. Days count from the opening; money is minor units; names are columns. */
export const TRUTH: Readonly<Record<string, Table>> = {
  *people({ simulation }) {
    const { seed, dimensions, intents } = simulation;
    for (let id = 0; id < dimensions.people; id++) {
      const person = makePerson(seed, id);
      const { country, province, storefront } = REGIONS[person.region]!;
      yield {
        person: id,
        lambda: person.rate,
        affinity: Object.fromEntries(CATEGORIES.map((one, k) => [one.name, person.affinity[k]])),
        kappa: person.kappa,
        media_response: person.responsiveness,
        discount_taste: person.discountTaste,
        country,
        province,
        storefront,
        arrived_at: iso(intents.arrival[id]!),
        churn_at: iso(intents.churnAt[id]!),
        churn_reason: intents.service[id] ? 'service' : 'lifetime',
      };
    }
  },
  *households({ simulation }) {
    for (let id = 0; id < simulation.dimensions.people; id++) {
      const person = makePerson(simulation.seed, id);
      if (person.household) yield { household: headOf(person), person: id };
    }
  },
  *records(world) {
    const { owners } = world;
    const names = Object.keys(RECORD);
    for (let record = 0; record < owners.customers.count; record++) {
      const defect = names[owners.customers.kind[record]!];
      yield {
        vendor: 'shopify',
        record: owners.customers.idOf(record),
        person: owners.customers.person[record],
        defect,
      };
    }
    for (const person of owners.profiles)
      yield { vendor: 'klaviyo', record: owners.profileIdOf(person), person, defect: 'own' };
    yield* storeRecords(world);
    yield* supportRecords(world);
  },
  *intents({ simulation: { intents, fills } }) {
    const lines = new Int32Array(intents.count);
    for (let order = 0; order < fills.orders; order++)
      lines[fills.intent[order]!] = fills.lineStart[order + 1]! - fills.lineStart[order]!;
    for (let at = 0; at < intents.count; at++)
      yield {
        t: intents.t[at],
        person: intents.person[at],
        n: intents.n[at],
        cause: CAUSES[intents.cause[at]!],
        problem: intents.problem[at],
        lines: lines[at],
        fate: lines[at] === 0 ? 'lost' : 'order',
      };
  },
  *latent_demand({ simulation: { fills, dimensions } }) {
    const { locations } = dimensions;
    for (let sku = 0; sku < dimensions.skus; sku++)
      for (let day = 0; day < HORIZON; day++) {
        const at = sku * HORIZON + day;
        let stock = 0;
        for (let place = 0; place < locations; place++)
          stock += fills.stock[(sku * locations + place) * HORIZON + day]!;
        if (fills.wanted[at] === 0 && fills.sold[at] === 0 && stock > 0) continue;
        const [wanted, sold, lost] = [fills.wanted[at], fills.sold[at], fills.lost[at]];
        yield { sku, day, wanted, sold, lost, closing_stock: stock };
      }
  },
  *skus({ simulation, shop, asOf }) {
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
  },
  *prices({ simulation: { plans, dimensions } }) {
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
  },
  /** Realised after the default `as_of`, of everyone who had bought by then; before returns. */
  *clv({ simulation: { seed, plans, intents, fills } }) {
    const spans = [30, 90, 180, 365] as const;
    const future = new Map<number, { net: number[]; contribution: number[] }>();
    for (let order = 0; order < fills.orders; order++) {
      const at = fills.intent[order]!;
      const id = intents.person[at]!;
      const t = intents.t[at]!;
      if (t < AS_OF_DAY && !future.has(id)) future.set(id, { net: [0, 0, 0, 0], contribution: [0, 0, 0, 0] });
      const sums = future.get(id);
      if (t < AS_OF_DAY || !sums) continue;
      const { net, cost } = goodsOf(plans, fills, order, makePerson(seed, id), intents.n[at]!, Math.floor(t));
      for (const [k, days] of spans.entries()) {
        if (t >= AS_OF_DAY + days) continue;
        sums.net[k]! += net;
        sums.contribution[k]! += net - cost;
      }
    }
    const named = (prefix: string, values: readonly number[]) =>
      Object.fromEntries(spans.map((days, k) => [`${prefix}_${days}`, values[k]]));
    for (const [person, { net, contribution }] of future)
      yield { person, as_of: iso(AS_OF_DAY), ...named('net', net), ...named('contribution', contribution) };
  },
  claims,
  /** One row a channel and day for all regions, and one a region where the channel brought an order. */
  *channel_days({ simulation }) {
    const { seed, plans, intents, fills } = simulation;
    const brought = new Map<string, { orders: number; newPeople: number; net: number }>();
    for (let order = 0; order < fills.orders; order++) {
      const at = fills.intent[order]!;
      const cause = intents.cause[at]!;
      if (cause === 0) continue;
      const person = makePerson(seed, intents.person[at]!);
      const day = Math.floor(intents.t[at]!);
      const { net } = goodsOf(plans, fills, order, person, intents.n[at]!, day);
      for (const region of ['all', person.region]) {
        const key = `${cause - 1}/${day}/${region}`;
        const sums = brought.get(key) ?? { orders: 0, newPeople: 0, net: 0 };
        brought.set(key, {
          orders: sums.orders + 1,
          newPeople: sums.newPeople + (intents.n[at] === 0 ? 1 : 0),
          net: sums.net + net,
        });
      }
    }
    for (const [channel, name] of CAUSES.slice(1).entries()) {
      let adstock = 0;
      for (let day = 0; day < HORIZON; day++) {
        const at = channel * HORIZON + day;
        const spend = channel < CHANNELS.length ? spendOf(simulation, channel, day) / 100 : 0;
        adstock = plans.media.spend[at]! + (CHANNELS[channel]?.adstock ?? 0) * adstock;
        const response = { response_new: plans.media.responseNew[at], response_repeat: plans.media.responseRepeat[at] };
        const all = brought.get(`${channel}/${day}/all`);
        yield { channel: name, day, region: 'all', spend, adstock, ...response, ...sumsOf(all) };
        for (const region of all ? REGIONS.keys() : []) {
          const sums = brought.get(`${channel}/${day}/${region}`);
          if (sums) yield { channel: name, day, region, ...sumsOf(sums) };
        }
      }
    }
  },
  *consents({ simulation: { seed, intents, dimensions } }) {
    for (let person = 0; person < dimensions.people; person++) {
      const { optInAt, optOutAt } = consentOf(seed, makePerson(seed, person), intents.arrival[person]!);
      if (optInAt === undefined) continue;
      yield { person, purpose: 'marketing', channel: 'email', granted: true, at: iso(optInAt), source: 'form' };
      if (optOutAt !== undefined && optOutAt < HORIZON)
        yield { person, purpose: 'marketing', channel: 'email', granted: false, at: iso(optOutAt), source: 'account' };
    }
  },
  *deletes(world) {
    const {
      simulation: { seed, dimensions, asOf },
      owners,
    } = world;
    const profiles = new Set(owners.profiles);
    for (let person = 0; person < dimensions.people; person++) {
      const { redactedOn } = identityOf(seed, makePerson(seed, person));
      if (!(msOf(redactedOn) <= asOf)) continue;
      const customer = owners.customers.ownIdOf(person);
      if (customer !== undefined)
        yield { vendor: 'shopify', record: customer, person, at: iso(redactedOn), signal: 'fields emptied' };
      if (profiles.has(person))
        yield { vendor: 'klaviyo', record: owners.profileIdOf(person), person, at: iso(redactedOn), signal: 'none' };
    }
    yield* storeDeletes(world);
    yield* supportDeletes(world);
  },
  merges,
  list_consents: listConsents,
  cases,
  *pii_canaries({ simulation: { seed, dimensions } }) {
    for (let person = 0; person < dimensions.people; person++) {
      if (!isCanary(person)) continue;
      for (const { field, value } of valuesOf(seed, person)) yield { person, field, value, ...formsOf(value) };
    }
  },
  /** Every personal value any vendor of this world may show. Names stand with both parts: one alone is nobody's. */
  *pii_all({ simulation: { seed, dimensions } }) {
    for (let person = 0; person < dimensions.people; person++)
      for (const { field, value } of valuesOf(seed, person)) yield { person, field, value };
  },
};

const sumsOf = (sums: { orders: number; newPeople: number; net: number } | undefined) => ({
  direct_orders: sums?.orders ?? 0,
  direct_new_people: sums?.newPeople ?? 0,
  direct_net: sums?.net ?? 0,
});

function valuesOf(seed: number, id: number): { field: string; value: string }[] {
  const person = makePerson(seed, id);
  const identity = identityOf(seed, person);
  const { email, nextEmail, otherEmail, mailerEmail, phone, street, ip, first, last } = identity;
  const { company, zip } = addressOf(person, identity);
  const { freeText, birthday } = identity;
  const moments = [email, ...(nextEmail ? [emailOn(identity, nextEmail.day)] : [])];
  const slips = identity.canary ? [] : moments.map(typoOf);
  const typed = (['woocommerce', 'magento'] as const).flatMap((shop) =>
    moments.map((one) => spelledIn(shop, seed, id, one)),
  );
  const emails = new Set([...moments, ...slips, otherEmail, mailerEmail, ...typed]);
  const fields: [string, string | undefined][] = [
    ...[...emails].map((one): [string, string | undefined] => ['email', one]),
    ['phone', phone],
    ['street', street],
    ['name', `${first} ${last}`],
    ['ip', ip],
    ['company', company],
    ['postcode', identity.canary ? zip : undefined],
    ['text', freeText],
    ['birthday', birthday],
  ];
  return fields.flatMap(([field, value]) => (value === undefined ? [] : [{ field, value }]));
}

/** The disguises in which a value might slip through. */
function formsOf(value: string): Row {
  const normal = value.trim().toLowerCase();
  const digest = (algorithm: string) => createHash(algorithm).update(normal).digest('hex');
  return {
    normalised: normal,
    md5: digest('md5'),
    sha1: digest('sha1'),
    sha256: digest('sha256'),
    base64: Buffer.from(value).toString('base64'),
    url_encoded: encodeURIComponent(value),
    upper: value.toUpperCase(),
  };
}

/**
 * Writes the truth of a world as `<folder>/<table>.ndjson`, row by row: memory stays flat, and the loop is given back often,
 * so that a process that serves twins meanwhile keeps answering.
 */
export async function writeTruth(world: SyntheticWorld, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, table] of Object.entries(TRUTH)) {
    const out = createWriteStream(join(folder, `${name}.ndjson`));
    let held = '';
    const flush = async () => {
      const text = held;
      held = '';
      if (!out.write(text)) await once(out, 'drain');
      await turn();
    };
    for (const row of table(world)) {
      held += `${JSON.stringify(row)}\n`;
      if (held.length >= CHUNK) await flush();
    }
    await flush();
    out.end();
    await once(out, 'finish');
  }
}
