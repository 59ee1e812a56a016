// Which advertisements ran on a day, and at which of them a touch happened.

import { msOf } from '../calendar/calendar.ts';
import type { Stream } from '../random/rng.ts';
import type { Ad, AdCampaign, AdPlan, AdThing, Keyword } from './ad-plan.ts';
import { BRAND, NONBRAND, PMAX } from './ad-plan.ts';

/** Where a touch happened. */
export interface Placement {
  readonly campaign: AdCampaign;
  /** None at performance max. */
  readonly ad: Ad | undefined;
  readonly keyword: Keyword | undefined;
  /** Place of the search term among the keyword's. */
  readonly term: number;
}

/** The campaign, ad and keyword a touch happened at: by what each got of that day's money. */
export function placementOf(plan: AdPlan, channel: number, day: number, draw: Stream): Placement | undefined {
  const campaign = pick(
    draw,
    runningOn(plan.campaigns, day).filter((one) => one.channel === channel),
  ) as AdCampaign | undefined;
  if (!campaign) return undefined;
  if (channel === PMAX) return { campaign, ad: undefined, keyword: undefined, term: -1 };
  const adSet = pick(
    draw,
    runningOn(plan.adSets, day).filter((one) => one.campaign === campaign),
  );
  const ad = pick(
    draw,
    runningOn(plan.ads, day).filter((one) => one.adSet === adSet),
  );
  if (channel !== BRAND && channel !== NONBRAND) return { campaign, ad, keyword: undefined, term: -1 };
  const keywords = plan.keywords.filter((one) => one.adSet === adSet && isLive(one, day));
  const keyword = keywords[draw.choose(keywords.map((one) => one.weight))];
  const term = keyword ? draw.choose(keyword.terms.map((one) => one.weight)) : -1;
  return { campaign, ad, keyword, term };
}

export const runningOn = <T extends AdThing>(things: readonly T[], day: number): T[] =>
  things.filter((one) => one.from <= day && day < one.to);
export const isLive = (keyword: Keyword, day: number): boolean => keyword.removedAt > msOf(day);
const pick = <T extends AdThing>(draw: Stream, things: readonly T[]): T | undefined =>
  things[draw.choose(things.map((one) => one.weight))];
