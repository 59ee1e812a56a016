// Which advertisements ran on a day, and at which of them a touch happened.

import { msOf } from '../calendar/calendar.ts';
import type { Stream, Streams } from '../random/streams.ts';
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
export function placementOf(
  stream: Streams,
  plan: AdPlan,
  { person, n, channel }: { readonly person: number; readonly n: number; readonly channel: number },
  day: number,
): Placement | undefined {
  const campaign = pick(
    stream('placement.campaign', person, n, channel),
    runningOn(plan.campaigns, day).filter((one) => one.channel === channel),
  );
  if (!campaign) return undefined;
  if (channel === PMAX) return { campaign, ad: undefined, keyword: undefined, term: -1 };
  const adSet = pick(
    stream('placement.ad_set', person, n, channel),
    runningOn(plan.adSets, day).filter((one) => one.campaign === campaign),
  );
  const ad = pick(
    stream('placement.ad', person, n, channel),
    runningOn(plan.ads, day).filter((one) => one.adSet === adSet),
  );
  if (channel !== BRAND && channel !== NONBRAND) return { campaign, ad, keyword: undefined, term: -1 };
  const keyword = pick(
    stream('placement.keyword', person, n, channel),
    plan.keywords.filter((one) => one.adSet === adSet && isLive(one, day)),
  );
  const weights = keyword?.terms.map((one) => one.weight) ?? [];
  const term = keyword ? stream('placement.term', person, n, channel).choose(weights) : -1;
  return { campaign, ad, keyword, term };
}

export const runningOn = <T extends AdThing>(things: readonly T[], day: number): T[] =>
  things.filter((one) => one.from <= day && day < one.to);
export const isLive = (keyword: Keyword, day: number): boolean => keyword.removedAt > msOf(day);
const pick = <T extends { readonly weight: number }>(draw: Stream, things: readonly T[]): T | undefined =>
  things[draw.choose(things.map((one) => one.weight))];
