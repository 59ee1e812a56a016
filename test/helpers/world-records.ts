import { createHash } from 'node:crypto';
import type { Collection } from '../../local/world/records/collection.ts';
import type { SyntheticWorld } from '../../local/world/synthetic.ts';

const isCollection = (value: object): value is Collection<unknown> => 'page' in value && 'count' in value;

/**
 * Every record that a world shows at a moment: collection → its records as JSON, one per line. Found by walking through the
 * world's views, so that a new collection takes part by itself.
 */
export function recordsOf(world: SyntheticWorld, asOf = world.asOf): Map<string, string> {
  const found = new Map<string, string>();
  const lines = (records: Iterable<unknown>) => Array.from(records, (one) => JSON.stringify(one)).join('\n');
  const walk = (path: string, value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if (isCollection(value)) found.set(path, lines(value.page({ asOf, limit: Number.MAX_SAFE_INTEGER })));
    else if (value instanceof Map) for (const [key, one] of value) walk(`${path}.${key}`, one);
    else if (!Array.isArray(value)) for (const [key, one] of Object.entries(value)) walk(`${path}.${key}`, one);
  };
  const { shop, mail, newsletter, helpdesk, chat, ads, traffic } = world;
  const { front, woocommerce, magento } = world.stores;
  walk('', { shop, mail, front, woocommerce, magento, newsletter, helpdesk, chat });
  const upTo = (day: number, today: number) => Array.from({ length: Math.max(0, today - day) }, (_, k) => day + k);
  if (newsletter)
    found.set('.newsletter.results', lines(newsletter.campaigns.map(({ id }) => newsletter.resultsOf(id))));
  const { ads: creatives, campaigns } = ads.plan;
  const days = { meta: upTo(0, ads.today('meta', asOf)), google: upTo(0, ads.today('google', asOf)) };
  found.set('.ads.plan', JSON.stringify(ads.plan));
  const named = ads.claims.map(({ campaign, ad, keyword, ...claim }) => ({
    ...claim,
    at: [campaign.id, ad?.id, keyword?.id],
  }));
  found.set('.ads.claims', lines(named));
  found.set(
    '.ads.campaigns',
    lines(campaigns.flatMap((one) => days[one.platform].map((day) => ads.ofCampaign(one, day, asOf)))),
  );
  found.set(
    '.ads.creatives',
    lines(creatives.flatMap((ad) => days[ad.adSet.campaign.platform].map((day) => ads.ofAd(ad, day, asOf)))),
  );
  const weeks = upTo(0, traffic.today(asOf)).filter((day) => day % 7 === 0);
  for (const report of ['byOrigin', 'byItem', 'bySteps', 'byLanding', 'byAudience'] as const)
    found.set(`.traffic.${report}`, lines(weeks.map((day) => traffic[report](day, asOf))));
  found.set(
    '.journeys',
    lines(
      shop.orders
        .ids(asOf)
        .toSorted()
        .map((id) => front.journeyOf(id)),
    ),
  );
  return found;
}

/** Names of the collections in which two moments of worlds differ. */
export function differencesOf(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  const digest = (text: string | undefined) =>
    createHash('sha256')
      .update(text ?? '')
      .digest('hex');
  return [...new Set([...one.keys(), ...other.keys()])]
    .filter((name) => digest(one.get(name)) !== digest(other.get(name)))
    .sort();
}
