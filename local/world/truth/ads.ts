// The claims of the platforms for each order, beside the channel that really brought it.
import { CAUSES, CHANNELS } from '../media/media.ts';
import type { SyntheticWorld } from '../synthetic.ts';
import { iso, type Row } from './row.ts';

/** One row a claim: when it could be seen, when it was taken back, what is left of its value, what was the cause. Values in cents of a dollar. */
export function* claims({ ads, simulation }: SyntheticWorld): Iterable<Row> {
  const { intents, fills } = simulation;
  for (const claim of ads.claims) {
    const first = claim.values[0]!;
    const last = claim.values.at(-1)!;
    yield {
      vendor: claim.platform === 'meta' ? 'meta_ads' : 'google_ads',
      channel: CHANNELS[claim.channel]!.name,
      campaign: claim.campaign.id,
      ad: claim.ad?.id ?? null,
      order: claim.order,
      person: claim.person,
      n: claim.n,
      touched_at: iso(claim.touchAt),
      converted_at: iso(claim.convertedAt),
      window: claim.window,
      credit: claim.credit,
      value: first.value,
      value_left: last.value,
      value_changed_at: last === first ? null : iso(last.at),
      visible_from: iso(claim.visibleFrom),
      withdrawn_at: iso(claim.withdrawnAt),
      modelled: claim.modelled,
      cause: CAUSES[intents.cause[fills.intent[claim.order]!]!],
      is_cause: claim.isCause,
    };
  }
}
