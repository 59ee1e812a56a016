// The advertising accounts and the site's analytics: money to the cent, claims that keep their promises, figures of the calibration.
import { describe, expect, it } from 'vitest';
import { AS_OF_DAY, DAY_MS, msOf } from '../../../local/world/calendar/calendar.ts';
import { dateText, dayOfText, zoneOf } from '../../../local/world/calendar/zones.ts';
import { GEO_TEST } from '../../../local/world/demand/experiments.ts';
import { BRAND, PMAX, RETARGETING } from '../../../local/world/media/ad-plan.ts';
import { spendOf } from '../../../local/world/media/ads.ts';
import { isStandard, worthAt } from '../../../local/world/media/claim.ts';
import { CHANNELS } from '../../../local/world/media/media.ts';
import { regionOf } from '../../../local/world/people/person.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { TRUTH } from '../../../local/world/truth/tables.ts';

const world = createSyntheticWorld({ size: 'tiny' });
const { ads, traffic, simulation, asOf } = world;
const { plan } = ads;
/** Days that are over in every account. */
const LAST = AS_OF_DAY - 1;
const days = Array.from({ length: LAST }, (_, day) => day);
const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, one) => total + one, 0);

describe('the money of advertising', () => {
  it('is the plan’s to the cent, from the channel down to the ad', () => {
    for (const day of days) {
      for (const channel of CHANNELS.keys()) {
        const mine = plan.campaigns.filter((one) => one.channel === channel);
        const spent = sum(mine.map((one) => ads.ofCampaign(one, day, asOf).spend));
        expect(spent, `channel ${channel}, day ${day}`).toBe(spendOf(simulation, channel, day));
      }
      for (const campaign of plan.campaigns) {
        const below = plan.ads.filter((one) => one.adSet.campaign === campaign);
        const whole = ads.ofCampaign(campaign, day, asOf);
        const parts = below.map((one) => ads.ofAd(one, day, asOf));
        if (campaign.channel === PMAX) expect(parts).toEqual([]);
        else
          expect([sum(parts.map((one) => one.spend)), sum(parts.map((one) => one.clicks))]).toEqual([
            whole.spend,
            whole.clicks,
          ]);
      }
    }
  });

  it('is the truth’s, and nothing where the hold-out kept a channel away', () => {
    for (const row of TRUTH.channel_days!(world)) {
      if (row.region !== 'all' || row.channel === 'email' || Number(row.day) >= LAST) continue;
      const channel = CHANNELS.findIndex((one) => one.name === row.channel);
      expect(Math.round(Number(row.spend) * 100)).toBe(spendOf(simulation, channel, Number(row.day)));
    }
    const full = (day: number) =>
      42_000 * simulation.dimensions.scale * CHANNELS[0]!.budgetShare * simulation.plans.media.spend[day]!;
    expect(spendOf(simulation, 0, GEO_TEST.from) / full(GEO_TEST.from)).toBeCloseTo(1 - (6 * 4.4) / 100, 1);
    expect(Math.abs(spendOf(simulation, 0, GEO_TEST.to) - full(GEO_TEST.to))).toBeLessThan(1);
  });

  it('has clicks inside impressions, keywords that add up to their ad group, terms that do not exceed them', () => {
    for (const day of days.filter((one) => one % 17 === 0)) {
      for (const ad of plan.ads) {
        const { clicks, impressions, spend } = ads.ofAd(ad, day, asOf);
        expect(clicks).toBeLessThanOrEqual(impressions);
        expect(impressions > 0).toBe(spend > 0);
        if (ad.from > day || ad.to <= day) expect(spend).toBe(0);
      }
      for (const set of plan.adSets.filter((one) => one.campaign.channel === BRAND)) {
        const keywords = plan.keywords.filter((one) => one.adSet === set);
        const ofSet = sum(plan.ads.filter((one) => one.adSet === set).map((one) => ads.ofAd(one, day, asOf).spend));
        expect(sum(keywords.map((one) => ads.ofKeyword(one, day, asOf).spend))).toBe(ofSet);
        for (const one of keywords.flatMap((keyword) => ads.ofTerms(keyword, day, asOf)))
          expect(one.spend === 0 || one.impressions > 0).toBe(true);
        for (const one of keywords)
          expect(sum(ads.ofTerms(one, day, asOf).map((term) => term.spend))).toBe(ads.ofKeyword(one, day, asOf).spend);
      }
    }
  });

  it('grows through the day in progress and stands still behind it', () => {
    const campaign = plan.campaigns[0]!;
    const begin = zoneOf(ads.zone('meta')).beginOf(300);
    const at = (hours: number) => ads.ofCampaign(campaign, 300, begin + hours * 3_600_000).spend;
    expect(at(0)).toBe(0);
    expect(at(6)).toBeLessThan(at(18));
    expect(at(24)).toBe(at(500));
  });
});

describe('claims', () => {
  const channelOf = (claim: { readonly channel: number }) => CHANNELS[claim.channel]!.name;

  it('name orders that exist, touches before them, and people who were not held out', () => {
    const { intents, fills, plans } = simulation;
    for (const claim of ads.claims) {
      const intent = fills.intent[claim.order]!;
      expect(claim.convertedAt).toBe(msOf(intents.t[intent]!));
      expect(claim.touchAt).toBeLessThanOrEqual(claim.convertedAt);
      expect(claim.convertedAt - claim.touchAt).toBeLessThan((claim.platform === 'meta' ? 28 : 30) * DAY_MS);
      expect(claim.visibleFrom).toBeGreaterThanOrEqual(claim.convertedAt);
      expect(claim.campaign.from).toBeLessThanOrEqual(claim.touchDay);
      expect(claim.ad === undefined, channelOf(claim)).toBe(claim.channel === PMAX);
      const inTest = claim.touchAt >= msOf(GEO_TEST.from) && claim.touchAt < msOf(GEO_TEST.to);
      if (claim.channel === GEO_TEST.channel && inTest)
        expect(plans.heldOut.regions.has(regionOf(simulation.stream, claim.person))).toBe(false);
    }
  });

  it('split one order at Google, each platform for itself', () => {
    for (const [, mine] of Map.groupBy(ads.claims, (one) => one.order)) {
      const google = mine.filter((one) => one.platform === 'google');
      if (google.length > 0) expect(sum(google.map((one) => one.credit))).toBeLessThanOrEqual(1.000_001);
      for (const one of mine.filter(({ platform }) => platform === 'meta')) expect(one.credit).toBe(1);
    }
  });

  it('are seen later and later, and fall only when taken back or refunded', () => {
    const seen = (now: number) => ads.claims.filter((one) => worthAt(one, now) !== undefined);
    let before = seen(msOf(100));
    for (let day = 107; day < 700; day += 7) {
      const now = seen(msOf(day));
      const gone = before.filter((one) => !now.includes(one));
      for (const one of gone) expect(one.withdrawnAt).toBeLessThanOrEqual(msOf(day));
      before = now;
    }
    const lost = ads.claims.filter((one) => Number.isFinite(one.withdrawnAt));
    expect(lost.length).toBeGreaterThan(0);
    for (const { values, convertedAt } of ads.claims)
      for (const { at, value } of values) {
        expect(value).toBeLessThanOrEqual(values[0]!.value);
        expect(at - convertedAt).toBeLessThanOrEqual(55 * DAY_MS);
      }
  });

  it('are told by the truth, each with its cause', () => {
    const rows = [...TRUTH.claims!(world)];
    expect(rows).toHaveLength(ads.claims.length);
    expect(rows.filter((one) => one.is_cause).length).toBeLessThan(rows.length / 2);
    for (const one of rows) if (one.is_cause) expect(one.cause).toBe(one.channel);
  });

  it('do not change when the world goes on', () => {
    const half = createSyntheticWorld({ size: 'tiny', asOfDay: 400 });
    const text = (all: typeof ads.claims) =>
      all.map(({ order, channel, touchAt, visibleFrom }) => [order, channel, touchAt, visibleFrom]);
    expect(text(half.ads.claims)).toEqual(text(ads.claims.slice(0, half.ads.claims.length)));
  });

  it.each([42, 1])('have the figures of the calibration, seed %i', (seed) => {
    const { ads: accounts, simulation: made } = createSyntheticWorld({ size: 'small', seed });
    const { intents, fills } = made;
    const direct = CHANNELS.map(() => 0);
    let orders = 0;
    for (; orders < fills.orders && intents.t[fills.intent[orders]!]! < AS_OF_DAY; orders++) {
      const cause = intents.cause[fills.intent[orders]!]! - 1;
      if (cause >= 0 && cause < direct.length) direct[cause]!++;
    }
    const claims = accounts.claims.filter(isStandard);
    const perOrder = Map.groupBy(claims, (one) => one.order);
    const twice = [...perOrder.values()].filter((one) => one.length > 1).length / perOrder.size;
    const inside = (value: number, low: number, high: number, what: string) => {
      expect(value, what).toBeGreaterThanOrEqual(low);
      expect(value, what).toBeLessThanOrEqual(high);
    };
    inside(claims.length / orders, 0.48, 0.53, 'claims by order');
    inside(claims.length / sum(direct), 2.1, 2.5, 'claims by direct order');
    inside(twice, 0.175, 0.225, 'claimed twice');
    const over = (channel: number) => claims.filter((one) => one.channel === channel).length / direct[channel]!;
    // Platforms flatter themselves, worst on brand and retargeting.
    expect(Math.min(over(BRAND), over(RETARGETING))).toBeGreaterThan(3 * Math.max(...[0, 3, 4, PMAX].map(over)));
  });
});

describe('the site’s analytics', () => {
  it('sees the purchases of those who accept it, at the shop’s value, credited to somebody', () => {
    const orders = traffic.orders;
    const share =
      orders.length / simulation.fills.intent.subarray(0).filter((at) => msOf(simulation.intents.t[at]!) < asOf).length;
    expect(share).toBeGreaterThan(0.6);
    expect(share).toBeLessThan(0.78);
    for (const one of orders) expect(sum(one.items.map((item) => item.revenue))).toBe(one.revenue);
    const rows = days.flatMap((day) => traffic.byOrigin(day, asOf));
    expect(sum(rows.map(({ visits }) => visits.purchases))).toBe(
      sum(orders.filter((one) => one.day < LAST && one.visibleFrom <= asOf).map((one) => one.times)),
    );
  });

  it('agrees with itself from report to report', () => {
    for (const day of days.filter((one) => one % 29 === 0)) {
      const origins = traffic.byOrigin(day, asOf).map((one) => one.visits);
      const pages = traffic.byLanding(day, asOf).map((one) => one.visits);
      const steps = traffic.bySteps(day, asOf).filter((one) => one.step === 'purchase');
      const purchases = sum(origins.map((one) => one.purchases));
      expect(sum(pages.map((one) => one.purchases))).toBe(purchases);
      expect(sum(steps.map((one) => one.events))).toBe(purchases);
      const revenue = sum(origins.map((one) => one.revenue));
      expect(sum(traffic.byItem(day, asOf).map((one) => one.revenue))).toBe(revenue);
      const items = traffic.byItem(day, asOf);
      const events = (step: string) =>
        sum(
          traffic
            .bySteps(day, asOf)
            .filter((one) => one.step === step)
            .map((one) => one.events),
        );
      expect(sum(items.map((one) => one.viewed))).toBe(events('view_item'));
      expect(sum(items.map((one) => one.carted))).toBe(events('add_to_cart'));
      for (const one of [...origins, ...pages]) expect(one.purchases).toBeLessThanOrEqual(one.sessions);
    }
  });

  it('converts about as often as it was calibrated to', () => {
    const rows = days.flatMap((day) => traffic.byOrigin(day, asOf)).map((one) => one.visits);
    const rate = sum(rows.map((one) => one.purchases)) / sum(rows.map((one) => one.sessions));
    expect(rate).toBeGreaterThan(0.019);
    expect(rate).toBeLessThan(0.028);
  });

  it('goes on counting a day for two days, and moves credit for twelve', () => {
    const day = 400;
    const end = zoneOf(traffic.zone).beginOf(day + 1);
    const sessions = (hours: number) =>
      sum(traffic.byOrigin(day, end + hours * 3_600_000).map((one) => one.visits.sessions));
    expect(sessions(-12)).toBeLessThan(sessions(1));
    expect(sessions(1)).toBeLessThan(sessions(48));
    expect(sessions(48)).toBe(sessions(2000));
    const moved = traffic.orders.filter((one) => one.before !== one.origin);
    expect(moved.length).toBeGreaterThan(0);
    for (const one of moved) expect(one.movesAt - one.at).toBeLessThanOrEqual(12 * DAY_MS);
  });
});

describe('the clocks of accounts', () => {
  it('begin their days at local midnight, also when clocks change', () => {
    const zone = zoneOf('America/New_York');
    for (const [date, utc] of [
      // Years outside the world's own, of orders that are replayed.
      ['2010-12-01', '2010-12-01T05:00:00Z'],
      ['2015-03-09', '2015-03-09T04:00:00Z'],
      ['2035-07-01', '2035-07-01T04:00:00Z'],
      ['2025-03-09', '2025-03-09T05:00:00Z'],
      ['2025-03-10', '2025-03-10T04:00:00Z'],
      ['2025-11-02', '2025-11-02T04:00:00Z'],
      ['2025-11-03', '2025-11-03T05:00:00Z'],
    ] as const) {
      const day = dayOfText(date);
      expect(zone.beginOf(day)).toBe(Date.parse(utc));
      expect([zone.dayAt(Date.parse(utc)), zone.dayAt(Date.parse(utc) - 1)]).toEqual([day, day - 1]);
      expect(dateText(day)).toBe(date);
    }
  });
});
