import type { Collection } from '../../world/records/collection.ts';
import type { World } from '../../world/world.ts';
import type { Declared } from '../declared.ts';
import { metricId } from './records.ts';
import { ZENDESK_SECRET } from './tokens.ts';
import { zendeskRefusal, zendeskTwin } from './twin.ts';

type Desk = NonNullable<World['helpdesk']>;

const idsOf =
  (pick: (desk: Desk) => Collection<{ readonly id: string }>) =>
  ({ helpdesk, asOf }: World): readonly string[] =>
    helpdesk ? pick(helpdesk).ids(asOf) : [];

export const zendesk: Declared = {
  make: zendeskTwin,
  refusal: zendeskRefusal,
  secret: ZENDESK_SECRET,
  settings: (url) => ({ subdomain: 'twin', base_url: url }),
  truth: {
    tickets: idsOf(({ tickets }) => tickets),
    ticket_metrics: ({ helpdesk, asOf }) => (helpdesk?.tickets.ids(asOf) ?? []).map((id) => String(metricId(id))),
    comments: idsOf(({ comments }) => comments),
    users: idsOf(({ users }) => users),
    organizations: idsOf(({ organizations }) => organizations),
    satisfaction_ratings: idsOf(({ ratings }) => ratings),
    ticket_fields: ({ helpdesk }) => (helpdesk?.fields ?? []).map(({ id }) => id),
  },
};
