// Listings and their parameters.
import type { Collection } from '../../world/records/collection.ts';
import type { Member, Newsletter } from '../../world/records/newsletter.ts';
import type { World } from '../../world/world.ts';
import { listOf, memberOf } from './records/audiences.ts';
import { automationOf, campaignOf } from './records/campaigns.ts';
import { emailOf, reportOf, unsubscribeOf } from './records/reports.ts';
import { resultsOf } from './results.ts';

/** A requested listing: its total, and one page of it. */
interface Listed {
  readonly total: number;
  page(skip: number, limit: number): readonly object[];
}

export interface Endpoint {
  /** Name of the records in the body. */
  readonly records: string;
  readonly params: readonly string[];
  list(news: Newsletter, world: World, ids: readonly string[], params: URLSearchParams): Listed | undefined;
}

export const PAGING = ['count', 'offset', 'fields', 'exclude_fields'];

const listed = <T>(all: readonly T[], render: (one: T) => object): Listed => ({
  total: all.length,
  page: (skip, limit) => all.slice(skip, skip + limit).map(render),
});

const time = (params: URLSearchParams, name: string): number | undefined => {
  const value = params.get(name);
  return value === null ? undefined : Date.parse(value);
};

const nameOf = (news: Newsletter, audienceId: string) => news.audiences.find(({ id }) => id === audienceId)!.name;

function membersOf(members: Collection<Member>, world: World, params: URLSearchParams) {
  const since = time(params, 'since_last_changed');
  const to = time(params, 'before_last_changed');
  const range = {
    asOf: world.asOf,
    ...(since === undefined ? {} : { from: Math.floor(since / 1000) * 1000 + 1000 }),
    ...(to === undefined ? {} : { to }),
  };
  return {
    total: members.count(range),
    page: (skip: number, limit: number) => members.page({ ...range, skip, limit }).map(memberOf),
  };
}

const sentCampaign = (news: Newsletter, id: string | undefined) =>
  news.campaigns.find((campaign) => campaign.id === id && campaign.sentAt !== undefined);

export const ENDPOINTS: readonly (readonly [RegExp, Endpoint])[] = [
  [
    /^\/lists$/,
    {
      records: 'lists',
      params: ['sort_field', 'sort_dir'],
      list: (news, world) =>
        listed(news.audiences, (audience) => {
          const members = news.members.get(audience.id)!.page({ asOf: world.asOf, limit: Number.MAX_SAFE_INTEGER });
          const sent = news.campaigns.filter((one) => one.audienceId === audience.id && one.sentAt !== undefined);
          const lastSentAt = sent.at(-1)?.sentAt;
          return listOf(audience, {
            members: members.filter(({ status }) => status === 'subscribed').length,
            unsubscribed: members.filter(({ status }) => status === 'unsubscribed').length,
            cleaned: members.filter(({ status }) => status === 'cleaned').length,
            campaigns: sent.length,
            ...(lastSentAt === undefined ? {} : { lastSentAt }),
          });
        }),
    },
  ],
  [
    /^\/lists\/(\w+)\/members$/,
    {
      records: 'members',
      params: ['since_last_changed', 'before_last_changed', 'sort_field', 'sort_dir', 'status'],
      list: (news, world, [listId], params) => {
        const members = news.members.get(listId ?? '');
        return members && membersOf(members, world, params);
      },
    },
  ],
  [
    /^\/campaigns$/,
    {
      records: 'campaigns',
      params: ['sort_field', 'sort_dir', 'since_create_time', 'before_create_time', 'status'],
      list: (news) =>
        listed(news.campaigns, (one) => campaignOf(one, nameOf(news, one.audienceId), resultsOf(news).sums(one.id))),
    },
  ],
  [
    /^\/reports$/,
    {
      records: 'reports',
      params: ['since_send_time', 'before_send_time', 'type'],
      list: (news, _world, _ids, params) => {
        const since = time(params, 'since_send_time') ?? Number.NEGATIVE_INFINITY;
        const before = time(params, 'before_send_time') ?? Number.POSITIVE_INFINITY;
        // Newest first, as in the application.
        const sent = news.campaigns
          .toReversed()
          .filter(({ sentAt }) => sentAt !== undefined && Math.floor(sentAt / 1000) * 1000 > since && sentAt < before);
        return listed(sent, (one) => reportOf(one, nameOf(news, one.audienceId), resultsOf(news).sums(one.id)));
      },
    },
  ],
  [
    /^\/reports\/(\w+)\/email-activity$/,
    {
      records: 'emails',
      params: ['since'],
      list: (news, _world, [id], params) => {
        const campaign = sentCampaign(news, id);
        const since = time(params, 'since') ?? Number.NEGATIVE_INFINITY;
        if (!campaign) return undefined;
        // Every recipient is listed, with or without an action.
        return listed(resultsOf(news).of(campaign.id).recipients, (one) => emailOf(campaign, one, since));
      },
    },
  ],
  [
    /^\/reports\/(\w+)\/unsubscribed$/,
    {
      records: 'unsubscribes',
      params: [],
      list: (news, _world, [id]) => {
        const campaign = sentCampaign(news, id);
        if (!campaign) return undefined;
        return listed(resultsOf(news).of(campaign.id).unsubscribed, (one) => unsubscribeOf(campaign, one));
      },
    },
  ],
  [
    /^\/automations$/,
    {
      records: 'automations',
      params: ['status', 'since_create_time', 'before_create_time'],
      list: (news) => listed(news.automations, (one) => automationOf(one, nameOf(news, one.audienceId))),
    },
  ],
];

export const EMPTY: Newsletter = {
  audiences: [],
  members: new Map(),
  campaigns: [],
  automations: [],
  resultsOf: () => ({ recipients: [], unsubscribed: [], complaints: 0 }),
  owners: () => [],
};
