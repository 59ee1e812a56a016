import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HORIZON, msOf } from '../../../local/world/calendar/calendar.ts';
import { makeIntents } from '../../../local/world/demand/demand-events.ts';
import { GEO_TEST } from '../../../local/world/demand/experiments.ts';
import { makePlans } from '../../../local/world/demand/plans.ts';
import { makeCatalogue } from '../../../local/world/goods/catalogue.ts';
import { CHANNELS, makeMedia } from '../../../local/world/media/media.ts';
import { worthOf } from '../../../local/world/orders/refunds.ts';
import { isCanary } from '../../../local/world/people/person.ts';
import { streamsOf } from '../../../local/world/random/streams.ts';
import type { Collection } from '../../../local/world/records/collection.ts';
import type { Order } from '../../../local/world/records/order.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';

const world = createSyntheticWorld({ size: 'tiny' });
const { simulation, asOf, shop, mail } = world;
const all = <T>(collection: Collection<T>, now = asOf) =>
  collection.page({ asOf: now, limit: Number.MAX_SAFE_INTEGER });
const orders = all(shop.orders);
const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const collections = { ...shop, ...mail };
const NAMES = [
  'orders',
  'customers',
  'products',
  'inventoryLevels',
  'locations',
  'profiles',
  'events',
  'campaigns',
  'metrics',
] as const;

describe('a synthetic world', () => {
  it('is the same to the byte when it is made again, and another with another seed', () => {
    const again = createSyntheticWorld({ size: 'tiny' });
    for (const name of NAMES)
      expect(JSON.stringify(all<unknown>({ ...again.shop, ...again.mail }[name]))).toBe(
        JSON.stringify(all<unknown>(collections[name])),
      );
    const other = createSyntheticWorld({ size: 'tiny', seed: 43 });
    expect(JSON.stringify(all(other.shop.orders))).not.toBe(JSON.stringify(orders));
  });

  it('grows without changing its past', () => {
    const half = createSyntheticWorld({ size: 'tiny', asOfDay: 365 });
    for (const name of ['orders', 'customers', 'products', 'events', 'campaigns'] as const)
      expect(JSON.stringify(all<unknown>({ ...half.shop, ...half.mail }[name], half.asOf))).toBe(
        JSON.stringify(all<unknown>(collections[name], half.asOf)),
      );
  });

  it('shows each record once, whatever the pages and windows, and counts as many', () => {
    const time = fc.integer({ min: world.start, max: asOf });
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.integer({ min: 1, max: 700 }), time, time, (name, limit, a, b) => {
        const collection = collections[name] as Collection<{ id: string; updatedAt?: number; at?: number }>;
        const window = { asOf, from: Math.min(a, b), to: Math.max(a, b) };
        const seen: string[] = [];
        for (let after: { at: number; id: string } | undefined; ; ) {
          const page = collection.page({ ...window, limit, ...(after ? { after } : {}) });
          seen.push(...page.map((one) => one.id));
          const last = page.at(-1);
          if (!last || page.length < limit) break;
          after = { at: last.updatedAt ?? last.at ?? world.start, id: last.id };
        }
        expect(new Set(seen).size).toBe(seen.length);
        expect(seen.length).toBe(collection.count(window));
      }),
      { numRuns: 60, seed: 42 },
    );
  });

  it('says by its time whenever a record has changed, and time never runs back', () => {
    const days = [31, 59.2, 120, 250.5, 364, 400, 500.01, 501, 650, 729.9, 730];
    const changing = ['orders', 'customers', 'products', 'campaigns'] as const;
    for (const name of changing) {
      const before = new Map<string, { updatedAt: number; text: string }>();
      for (const day of days) {
        const now = msOf(day);
        for (const record of all(
          collections[name] as Collection<{ id: string; createdAt: number; updatedAt: number }>,
          now,
        )) {
          const text = JSON.stringify(record);
          const earlier = before.get(record.id);
          if (record.updatedAt > now || record.updatedAt < record.createdAt)
            throw new Error(`${name} ${record.id}: ${record.updatedAt} at ${now}`);
          if (earlier && record.updatedAt < earlier.updatedAt) throw new Error(`${name} ${record.id} runs back`);
          if (earlier && record.updatedAt === earlier.updatedAt && text !== earlier.text)
            throw new Error(`${name} ${record.id} changed in silence:\n${earlier.text}\n${text}`);
          before.set(record.id, { updatedAt: record.updatedAt, text });
        }
      }
    }
  });
});

describe('an order', () => {
  it('changes in its first fortnight only together with its time', () => {
    const HOURS = 3_600_000;
    for (const { id, createdAt } of orders.filter((_, at) => at % 4 === 0)) {
      let earlier: Order | undefined;
      for (let now = createdAt; now < createdAt + 13 * 24 * HOURS; now += 7 * HOURS) {
        const order = shop.orders.get(id, now)!;
        if (order.updatedAt > now) throw new Error(`order ${id} comes from the future`);
        if (earlier?.updatedAt === order.updatedAt && JSON.stringify(order) !== JSON.stringify(earlier))
          throw new Error(`order ${id} changed in silence`);
        earlier = order;
      }
    }
  });
});

const isPaid = (order: Order) => order.transactions.some((one) => one.status === 'SUCCESS');
const totalOf = (order: Order) =>
  sum(order.lines.map((line) => line.unitPrice * line.quantity - sum(line.allocations.map((one) => one.amount)))) +
  sum(order.lines.flatMap((line) => line.taxes.map((tax) => tax.amount))) +
  sum(order.shipping.map((line) => line.price - line.discount)) +
  order.tip;

describe('its money', () => {
  it.each([
    ['at its end', asOf],
    ['in the middle', msOf(300)],
  ])('adds up to the cent for each order, %s', (_when, now) => {
    for (const order of all(shop.orders, now)) {
      const moved = (kind: string) =>
        sum(order.transactions.filter((one) => one.kind === kind && one.status === 'SUCCESS').map((one) => one.amount));
      if (isPaid(order))
        expect(moved('SALE') - moved('REFUND'), order.id).toBe(totalOf(order) - sum(order.refunds.map(worthOf)));
      expect(moved('REFUND'), order.id).toBe(sum(order.refunds.map((refund) => refund.amount)));
      expect(moved('REFUND')).toBeLessThanOrEqual(moved('SALE'));
      for (const line of order.lines) {
        const back = sum(
          order.refunds.flatMap((refund) =>
            refund.lines.filter((one) => one.lineId === line.id).map((one) => one.quantity),
          ),
        );
        if (isPaid(order) && !order.test)
          expect(line.currentQuantity, `${order.id} ${line.id}`).toBe(line.quantity - back);
        for (const { application } of line.allocations) expect(order.discounts[application]).toBeDefined();
      }
      for (const refund of order.refunds)
        for (const line of refund.lines) expect(order.lines.map((one) => one.id)).toContain(line.lineId);
    }
  });

  it('splits a code over the lines without losing a cent', () => {
    for (const order of orders) {
      const at = order.discounts.findIndex((one) => one.kind === 'code');
      if (at < 0) continue;
      const base = order.lines.filter((line) => !line.isGiftCard && !line.id.endsWith('53'));
      const of = (application: number) =>
        sum(
          base.flatMap((line) =>
            line.allocations.filter((one) => one.application === application).map((one) => one.amount),
          ),
        );
      const automatic = order.discounts.findIndex((one) => one.kind === 'automatic');
      const eligible = sum(base.map((line) => line.unitPrice * line.quantity)) - (automatic < 0 ? 0 : of(automatic));
      expect(of(at)).toBe(Math.floor((eligible * order.discounts[at]!.value) / 100 + 0.5));
    }
  });
});

describe('its stock', () => {
  it('closes every day: opening, receipts, corrections and sales', () => {
    const { fills, dimensions } = simulation;
    const { skus, locations } = dimensions;
    const sold = new Int32Array(skus * locations * HORIZON);
    for (let order = 0; order < fills.orders; order++) {
      const day = Math.floor(simulation.intents.t[fills.intent[order]!]!);
      for (let line = fills.lineStart[order]!; line < fills.lineStart[order + 1]!; line++)
        sold[(fills.lineSku[line]! * locations + fills.lineLocation[line]!) * HORIZON + day]! +=
          fills.lineQuantity[line]!;
    }
    for (let place = 0; place < skus * locations; place++) {
      let level = 0;
      for (let day = 0; day < HORIZON; day++) {
        const at = place * HORIZON + day;
        level += fills.received[at]! + fills.corrected[at]! - sold[at]!;
        if (fills.stock[at] !== level || level < 0)
          throw new Error(`place ${place}, day ${day}: ${fills.stock[at]} is not ${level}`);
      }
    }
    for (const level of all(shop.inventoryLevels)) expect(level.available).toBe(level.onHand - level.committed);
  });
});

describe('its people', () => {
  it('buy between arrival and churn, what has been launched, and hear nothing after they left', () => {
    const { intents, fills, plans } = simulation;
    for (let at = 0; at < intents.count; at++) {
      const person = intents.person[at]!;
      expect(intents.t[at]!).toBeGreaterThanOrEqual(intents.arrival[person]!);
      expect(intents.t[at]!).toBeLessThanOrEqual(intents.churnAt[person]!);
    }
    for (let order = 0; order < fills.orders; order++)
      for (let line = fills.lineStart[order]!; line < fills.lineStart[order + 1]!; line++) {
        const sku = plans.catalogue.skus[fills.lineSku[line]!]!;
        const t = intents.t[fills.intent[order]!]!;
        expect(t).toBeGreaterThanOrEqual(sku.launchDay);
        expect(t).toBeLessThan(sku.endDay);
      }
    const metric = new Map(all(mail.metrics).map((one) => [one.id, one.name]));
    const left = new Map<string, number>();
    for (const event of all(mail.events)) {
      const name = metric.get(event.metricId)!;
      if (name === 'Received Email') expect(left.has(event.profileId)).toBe(false);
      if (name === 'Unsubscribed from Email Marketing') left.set(event.profileId, event.at);
    }
    expect(left.size).toBeGreaterThan(0);
  });

  it('do not depend on how many others there are', () => {
    const few = makeIntents(simulation.plans, 200);
    const { intents } = simulation;
    const kept = [...intents.person.keys()].filter((at) => intents.person[at]! < 200);
    expect(kept.map((at) => [intents.t[at], intents.person[at], intents.n[at], intents.cause[at]])).toEqual(
      [...few.person.keys()].map((at) => [few.t[at], few.person[at], few.n[at], few.cause[at]]),
    );
  });

  it('lose with a channel exactly the candidates it brought, and what follows from those', () => {
    const stream = streamsOf(42);
    const full = makeMedia(stream);
    const off = makeMedia(stream, { channel: 0, from: 0, to: HORIZON });
    const held = makeMedia(stream, { channel: GEO_TEST.channel, from: GEO_TEST.from, to: GEO_TEST.to });
    const catalogue = makeCatalogue(stream, 40);
    const people = 3000;
    const withIt = makeIntents(makePlans(stream, catalogue, full, full, held), people);
    const without = makeIntents(makePlans(stream, catalogue, off, full, off), people);
    const key = (one: typeof withIt, at: number) => `${one.person[at]}:${one.n[at]}:${one.t[at]}:${one.cause[at]}`;
    const remaining = new Set([...without.person.keys()].map((at) => key(without, at)));
    const won = new Set(without.person);
    let marked = 0;
    for (const at of withIt.person.keys()) {
      if (withIt.cause[at] === 1) {
        marked++;
        if (!isCanary(withIt.person[at]!)) expect(remaining.has(key(withIt, at))).toBe(false);
      } else if (!remaining.has(key(withIt, at))) expect(won.has(withIt.person[at]!)).toBe(false);
    }
    for (const at of without.cause.keys()) if (!isCanary(without.person[at]!)) expect(without.cause[at]).not.toBe(1);
    expect(marked).toBeGreaterThan(50);
    expect(CHANNELS[0]!.name).toBe('meta_prospecting');
  });
});

describe('its canaries', () => {
  it('stand in every field of both vendors that can hold a personal value', () => {
    const text = (records: readonly unknown[]) => JSON.stringify(records);
    const ours = (record: { email?: string }) => /zqcanary/i.test(record.email ?? '');
    const customers = all(shop.customers).filter(ours);
    expect(customers.length).toBeGreaterThanOrEqual(3);
    for (const { email, phone, firstName, lastName, defaultAddress: a, note, tags, metafields } of customers) {
      expect(
        text([
          email,
          firstName,
          lastName,
          a?.firstName,
          a?.lastName,
          a?.company,
          a?.address1,
          note,
          tags,
          metafields,
        ]).match(/zqcanary/gi)?.length,
      ).toBeGreaterThanOrEqual(10);
      expect([phone, a?.phone].every((one) => one?.startsWith('+1999'))).toBe(true);
      expect(a?.zip).toMatch(/^ZQ\d+$/);
    }
    const bought = orders.filter(ours);
    expect(new Set(bought.map((order) => order.email)).size).toBeGreaterThanOrEqual(3);
    for (const { email, note, customAttributes, clientIp, billingAddress } of bought) {
      expect(text([email, note, customAttributes, billingAddress]).match(/zqcanary/gi)?.length).toBeGreaterThanOrEqual(
        7,
      );
      expect(clientIp).toMatch(/^(203\.0\.113\.|2001:db8:ca::)/);
    }
    const profiles = all(mail.profiles).filter(ours);
    expect(profiles.length).toBeGreaterThanOrEqual(3);
    for (const { organization, address, ip, properties, phone } of profiles) {
      expect(text([organization, address, properties]).match(/zqcanary/gi)?.length).toBeGreaterThanOrEqual(6);
      expect([ip, phone].every((one) => one !== undefined)).toBe(true);
    }
  });
});
