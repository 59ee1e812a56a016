// Mailchimp's Marketing API 3.0 as one account sees it: offsets with totals, ten connections at once, no word about rates.

import type { Collection } from '../../world/records/collection.ts';
import type { CampaignResults, Newsletter } from '../../world/records/newsletter.ts';
import type { World } from '../../world/world.ts';
import type { Faults } from '../faults.ts';
import { json, type Twin, type TwinAnswer, type TwinContext } from '../kit.ts';
import * as records from './records.ts';

const KEY = 'twin-us1';
export const MAILCHIMP_SECRET = { api_key: KEY };
/** A field each kind of record has, of a type it never has; what records are told apart by stays. */
const WRONG = { status: 7, type: 7, name: 7, list_is_active: 'perhaps' };
const CONNECTIONS = 10;
/** Connections at once at which the edge in front of the API answers by itself, without JSON. */
const FLOOD = 20;
const TOOK_MS = 20;

/** A listing as it is asked for: how many there are, and those of one page. */
interface Listed {
  readonly total: number;
  page(skip: number, limit: number): readonly object[];
}

interface Endpoint {
  /** Under which the records stand in the body. */
  readonly records: string;
  readonly params: readonly string[];
  list(news: Newsletter, world: World, ids: readonly string[], params: URLSearchParams): Listed | undefined;
}

const PAGING = ['count', 'offset', 'fields', 'exclude_fields'];

const listed = <T>(all: readonly T[], render: (one: T) => object): Listed => ({
  total: all.length,
  page: (skip, limit) => all.slice(skip, skip + limit).map(render),
});

const time = (params: URLSearchParams, name: string): number | undefined => {
  const value = params.get(name);
  return value === null ? undefined : Date.parse(value);
};

const nameOf = (news: Newsletter, audienceId: string) => news.audiences.find(({ id }) => id === audienceId)!.name;

/** Results are summed once a campaign, and those of the campaign asked for last are kept whole. */
class Results {
  readonly #news: Newsletter;
  readonly #sums = new Map<string, records.Sums>();
  #last: { readonly id: string; readonly results: CampaignResults } | undefined;

  constructor(news: Newsletter) {
    this.#news = news;
  }

  of(id: string): CampaignResults {
    if (this.#last?.id !== id) this.#last = { id, results: this.#news.resultsOf(id) };
    return this.#last.results;
  }

  sums(id: string): records.Sums {
    const known = this.#sums.get(id) ?? records.sumsOf(this.of(id));
    this.#sums.set(id, known);
    return known;
  }
}

const kept = new WeakMap<Newsletter, Results>();
const resultsOf = (news: Newsletter): Results => {
  const known = kept.get(news) ?? new Results(news);
  kept.set(news, known);
  return known;
};

function membersOf(members: Collection<Parameters<typeof records.memberOf>[0]>, world: World, params: URLSearchParams) {
  const since = time(params, 'since_last_changed');
  const to = time(params, 'before_last_changed');
  const range = {
    asOf: world.asOf,
    ...(since === undefined ? {} : { from: Math.floor(since / 1000) * 1000 + 1000 }),
    ...(to === undefined ? {} : { to }),
  };
  return {
    total: members.count(range),
    page: (skip: number, limit: number) => members.page({ ...range, skip, limit }).map(records.memberOf),
  };
}

const campaignOf = (news: Newsletter, id: string | undefined) =>
  news.campaigns.find((campaign) => campaign.id === id && campaign.sentAt !== undefined);

const ENDPOINTS: readonly (readonly [RegExp, Endpoint])[] = [
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
          return records.listOf(audience, {
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
        listed(news.campaigns, (one) =>
          records.campaignOf(one, nameOf(news, one.audienceId), resultsOf(news).sums(one.id)),
        ),
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
        // Newest first, as the application shows them.
        const sent = news.campaigns
          .toReversed()
          .filter(({ sentAt }) => sentAt !== undefined && Math.floor(sentAt / 1000) * 1000 > since && sentAt < before);
        return listed(sent, (one) => records.reportOf(one, nameOf(news, one.audienceId), resultsOf(news).sums(one.id)));
      },
    },
  ],
  [
    /^\/reports\/(\w+)\/email-activity$/,
    {
      records: 'emails',
      params: ['since'],
      list: (news, _world, [id], params) => {
        const campaign = campaignOf(news, id);
        const since = time(params, 'since') ?? Number.NEGATIVE_INFINITY;
        if (!campaign) return undefined;
        // Everybody it went to is listed, whatever they did.
        return listed(resultsOf(news).of(campaign.id).recipients, (one) => records.emailOf(campaign, one, since));
      },
    },
  ],
  [
    /^\/reports\/(\w+)\/unsubscribed$/,
    {
      records: 'unsubscribes',
      params: [],
      list: (news, _world, [id]) => {
        const campaign = campaignOf(news, id);
        if (!campaign) return undefined;
        return listed(resultsOf(news).of(campaign.id).unsubscribed, (one) => records.unsubscribeOf(campaign, one));
      },
    },
  ],
  [
    /^\/automations$/,
    {
      records: 'automations',
      params: ['status', 'since_create_time', 'before_create_time'],
      list: (news) => listed(news.automations, (one) => records.automationOf(one, nameOf(news, one.audienceId))),
    },
  ],
];

const EMPTY: Newsletter = {
  audiences: [],
  members: new Map(),
  campaigns: [],
  automations: [],
  resultsOf: () => ({ recipients: [], unsubscribed: [], complaints: 0 }),
  owners: () => [],
};

export function mailchimpTwin({ world, clock, faults }: TwinContext): Twin {
  const shortener = new Shortener(faults);
  let inFlight = 0;
  return async ({ url, headers }) => {
    const connections = ++inFlight;
    try {
      if (connections > FLOOD) return forbidden();
      await clock.sleep(TOOK_MS);
      if (connections > CONNECTIONS) return tooMany();
      if (headers.authorization !== `Basic ${Buffer.from(`retailpulse:${KEY}`).toString('base64')}`)
        return problem(
          401,
          'API Key Invalid',
          'Your API key may be invalid, or you’ve attempted to access the wrong datacenter.',
        );
      return answer(url, world, faults, shortener);
    } finally {
      inFlight--;
    }
  };
}

function answer(url: URL, world: World, faults: Faults, shortener: Shortener): TwinAnswer {
  const news = world.newsletter ?? EMPTY;
  const path = url.pathname.replace(/^\/3\.0/, '');
  for (const [pattern, endpoint] of ENDPOINTS) {
    const match = pattern.exec(path);
    if (!match) continue;
    const { searchParams: params } = url;
    for (const name of params.keys())
      if (![...PAGING, ...endpoint.params].includes(name))
        return problem(400, 'Invalid Resource', `The parameter '${name}' is not known here.`);
    const limit = Number(params.get('count') ?? 10);
    const offset = Number(params.get('offset') ?? 0);
    if (!(limit >= 0 && limit <= 1000) || !(offset >= 0))
      return problem(400, 'Invalid Resource', 'The count must be between 0 and 1000.');
    const found = endpoint.list(news, world, match.slice(1), params);
    if (!found) break;
    const stream = streamOf(endpoint, params);
    const shown = shortener.shorten(stream, found.page(offset, limit), offset).map((record) => spoilt(record, faults));
    const body = { [endpoint.records]: shown, ...(endpoint.records === 'emails' ? { campaign_id: match[1] } : {}) };
    const whole = projected({ ...body, total_items: found.total, _links: [] }, params);
    return { ...json(200, whole), ...(offset === 0 ? {} : { listing: `${path}?${params.get('fields') ?? ''}` }) };
  }
  return problem(404, 'Resource Not Found', 'The requested resource could not be found.');
}

/**
 * A listing that lacks a record lacks it to its end, or the next offset would bring it after all; read anew it is whole.
 * A recipient who did nothing is no record of ours: nobody would miss them.
 */
class Shortener {
  readonly #faults: Faults;
  readonly #missing = new Set<string>();

  constructor(faults: Faults) {
    this.#faults = faults;
  }

  shorten(stream: string, records: readonly object[], offset: number): readonly object[] {
    if (stream === 'counted') return records;
    if (offset === 0) this.#missing.clear();
    const counts = records.filter((record) => !('activity' in record) || (record.activity as object[]).length > 0);
    const left = new Set(this.#faults.shorten(stream, counts));
    for (const record of counts) if (!left.has(record)) this.#missing.add(JSON.stringify(record));
    return this.#missing.size === 0 ? records : records.filter((record) => !this.#missing.has(JSON.stringify(record)));
  }
}

/** What people did is one record of ours an action, so an action is what goes wrong. */
function spoilt(record: object, faults: Faults): object {
  if (!faults.spoils) return record;
  if (!('activity' in record)) return faults.spoil(record, WRONG);
  const { activity } = record as { readonly activity: readonly object[] };
  return { ...record, activity: activity.map((action) => faults.spoil(action, WRONG)) };
}

/** Our names for what is read here; whoever names fields only counts, unless it is the sweep for keys. */
function streamOf({ records: name }: Endpoint, params: URLSearchParams): string {
  const fields = params.get('fields');
  if (fields !== null) return fields.startsWith('members.web_id') ? 'member_keys' : 'counted';
  return name === 'emails' ? 'email_activity' : name;
}

/** `fields` and `exclude_fields`: dotted names, the first for what is wanted, the second for what is not. */
function projected(body: Readonly<Record<string, unknown>>, params: URLSearchParams): unknown {
  const fields = params.get('fields')?.split(',');
  const excluded = params.get('exclude_fields')?.split(',') ?? [];
  const pick = (value: unknown, path: string): unknown => {
    if (Array.isArray(value)) return value.map((one) => pick(one, path));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, child]) => {
        const here = path === '' ? name : `${path}.${name}`;
        if (excluded.includes(here)) return [];
        if (fields === undefined) return [[name, pick(child, here)]];
        if (fields.some((one) => one === here || here.startsWith(`${one}.`))) return [[name, child]];
        return fields.some((one) => one.startsWith(`${here}.`)) ? [[name, pick(child, here)]] : [];
      }),
    );
  };
  return pick(body, '');
}

const problem = (status: number, title: string, detail: string): TwinAnswer => ({
  ...json(status, {
    type: 'https://mailchimp.com/developer/marketing/docs/errors/',
    title,
    status,
    detail,
    instance: 'twin',
  }),
  headers: { 'content-type': 'application/problem+json; charset=utf-8' },
});

const tooMany = () => problem(429, 'Too Many Requests', 'You have exceeded the limit of 10 simultaneous connections.');

/** The edge in front of the API, which speaks no JSON. */
const forbidden = (): TwinAnswer => ({
  status: 403,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>403 Forbidden</title></head><body>Forbidden</body></html>',
});

let refusals = 0;
/** By turns as the API and as its edge would say it. */
export const mailchimpRefusal = (): TwinAnswer => (refusals++ % 2 === 0 ? forbidden() : tooMany());
