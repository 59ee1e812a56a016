// Existing records at `asOf`, stream by stream, from the world and not from the twin: ids as in our streams.
import { actionKey, unsubscribeKey } from '../../../lambdas/extractors/sources/mailchimp/keys.ts';
import type { NewsCampaign, Newsletter } from '../../world/records/newsletter.ts';
import type { World } from '../../world/world.ts';
import { emailId, iso } from './records/wire.ts';

type Ids = (world: World) => Iterable<string>;

function* membersOf({ newsletter, asOf }: World): Iterable<string> {
  for (const [audience, members] of newsletter?.members ?? [])
    for (const { id } of members.page({ asOf, limit: Number.MAX_SAFE_INTEGER })) yield `${audience}:${id}`;
}

const sent = (newsletter: Newsletter | undefined): readonly NewsCampaign[] =>
  (newsletter?.campaigns ?? []).filter(({ sentAt }) => sentAt !== undefined);

export const MAILCHIMP_TRUTH: Readonly<Record<string, Ids>> = {
  lists: ({ newsletter }) => (newsletter?.audiences ?? []).map(({ id }) => id),
  members: membersOf,
  member_keys: membersOf,
  campaigns: ({ newsletter }) => (newsletter?.campaigns ?? []).map(({ id }) => id),
  reports: ({ newsletter }) => sent(newsletter).map(({ id }) => id),
  *email_activity({ newsletter }) {
    for (const { id } of sent(newsletter))
      for (const { email, actions } of newsletter!.resultsOf(id).recipients)
        for (const { action, at } of actions)
          yield actionKey({ campaign_id: id, email_id: emailId(email), action, timestamp: iso(at) });
  },
  *unsubscribes({ newsletter }) {
    for (const { id } of sent(newsletter))
      for (const { email, at } of newsletter!.resultsOf(id).unsubscribed)
        yield unsubscribeKey({ campaign_id: id, email_id: emailId(email), timestamp: iso(at) });
  },
  automations: ({ newsletter }) => (newsletter?.automations ?? []).map(({ id }) => id),
};
