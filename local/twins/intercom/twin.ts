// Intercom's API for one workspace: searches by day on an index that lags, one scroll at a time, rate slices of ten
// seconds.
import { createHash } from 'node:crypto';
import type { Clock } from '../../../lambdas/ports/ports.ts';
import type { Chat } from '../../world/records/chat.ts';
import type { Collection } from '../../world/records/collection.ts';
import type { World } from '../../world/world.ts';
import type { Faults } from '../faults.ts';
import { json, type Twin, type TwinAnswer, type TwinContext, type TwinRequest } from '../kit.ts';
import * as records from './records.ts';
import { type Asked, readSearch } from './search.ts';

const TOKEN = 'dG9rOnR3aW4';
export const INTERCOM_SECRET = { access_token: TOKEN };
const VERSIONS = ['2.14', '2.15', '2.16'];
/** Version that introduced lists of deleted conversations and histories of merges. */
const NEW = '2.16';
const SLICE_MS = 10_000;
const CALLS_A_SLICE = 1666;
const SCROLL_PAGE = 100;
const SCROLL_MS = 60_000;
const MINUTE = 60_000;
/** Fields to corrupt, with types they never have; identifying fields stay. */
const WRONG = { type: 7, role: 7 };

interface Scene {
  readonly chat: Chat | undefined;
  readonly world: World;
  readonly faults: Faults;
  /** Progress of the search index. */
  readonly indexed: number;
  readonly isNew: boolean;
}

export function intercomTwin({ world, clock, faults }: TwinContext): Twin {
  const slice = new Slice(clock);
  const scroll = new Scroll(clock);
  return (request) => {
    const path = request.url.pathname.replace(/\/$/, '');
    if (request.headers.authorization !== `Bearer ${TOKEN}`)
      return refusal(401, 'unauthorized', 'Access Token Invalid');
    const version = String(request.headers['intercom-version'] ?? '');
    if (!VERSIONS.includes(version))
      return refusal(400, 'intercom_version_invalid', 'The requested version could not be found');
    const isOpen = slice.take();
    const headers = slice.headers();
    if (!isOpen) return throttled(headers);
    const scene = { chat: world.chat, world, faults, indexed: indexedAt(world, clock), isNew: version === NEW };
    const answer = path === '/companies/scroll' ? scroll.answer(request, scene) : route(path, request, scene);
    return { ...answer, headers: { ...answer.headers, ...headers, 'intercom-version': version } };
  };
}

/** Within each minute the index is up to four minutes behind. */
function indexedAt({ asOf }: World, clock: Clock): number {
  const minute = Math.floor(clock.now() / MINUTE);
  return Math.min(asOf, (minute - ((minute * 7919) % 4)) * MINUTE);
}

function route(path: string, request: TwinRequest, scene: Scene): TwinAnswer {
  const { chat, world, isNew } = scene;
  const { searchParams: params } = request.url;
  if (request.method === 'POST' && path === '/contacts/search') {
    const withHistory = isNew && params.get('include_merge_history') === 'true';
    // A sweep for keys needs no histories.
    const stream = params.has('include_merge_history') ? 'contacts' : 'contact_keys';
    return searched(request, scene, ['include_merge_history'], stream, chat?.contacts, 'data', 'list', (one) =>
      records.contactOf(one, withHistory),
    );
  }
  if (request.method === 'POST' && path === '/conversations/search')
    return searched(request, scene, [], 'found', chat?.conversations, 'conversations', 'conversation.list', (one) =>
      records.listItemOf(one, chat!),
    );
  if (request.method !== 'GET') return notFound();
  if (path === '/conversations/deleted' && isNew) return deleted(params, scene);
  const id = /^\/conversations\/(\w+)$/.exec(path)?.[1];
  if (id !== undefined) return conversation(id, params, scene);
  if (path === '/companies') {
    const wrong = unknown(params, ['page', 'per_page', 'name', 'company_id', 'tag_id', 'segment_id']);
    const perPage = Number(params.get('per_page') ?? 15);
    const all = chat?.companies.page({ asOf: world.asOf, limit: perPage }) ?? [];
    const count = chat?.companies.count({ asOf: world.asOf }) ?? 0;
    return (
      wrong ??
      json(200, {
        type: 'list',
        data: all.map(records.companyOf),
        total_count: count,
        pages: pagesOf(1, perPage, count),
      })
    );
  }
  if (path === '/tags')
    return whole('tags', 'data', 'list', (chat?.tags ?? []).map(records.tagOf), params, scene.faults);
  if (path === '/teams')
    return whole('teams', 'teams', 'team.list', (chat?.teams ?? []).map(records.teamOf), params, scene.faults);
  return notFound();
}

function searched<T extends { readonly id: string; readonly updatedAt: number }>(
  { url, body }: TwinRequest,
  { world, faults, indexed }: Scene,
  known: readonly string[],
  stream: string,
  collection: Collection<T> | undefined,
  field: string,
  type: string,
  render: (one: T) => object,
): TwinAnswer {
  const wrong = unknown(url.searchParams, known);
  if (wrong) return wrong;
  const asked = readSearch(body, world.shop.timeZone);
  if (typeof asked === 'string') return refusal(400, 'parameter_invalid', asked);
  const range = { asOf: indexed, ...asked.range };
  const count = collection?.count(range) ?? 0;
  const rows = collection?.page({ ...range, ...behind(asked), limit: asked.perPage + 1 }) ?? [];
  const shown = rows.slice(0, asked.perPage);
  const last = shown.at(-1);
  const next = rows.length > asked.perPage && last ? cursorOf(last.updatedAt, last.id) : undefined;
  return {
    ...json(200, {
      type,
      [field]: faults
        .shorten(asked.perPage === 1 ? 'counted' : stream, shown.map(render))
        .map((one) => (stream === 'found' ? one : faults.spoil(one, WRONG))),
      total_count: count,
      pages: {
        ...pagesOf(1, asked.perPage, count),
        ...(next === undefined ? {} : { next: { per_page: asked.perPage, starting_after: next } }),
      },
    }),
    ...(asked.after === undefined ? {} : { listing: stream }),
  };
}

const cursorOf = (at: number, id: string) => Buffer.from(`${at}|${id}`).toString('base64url');
function behind({ after }: Pick<Asked, 'after'>) {
  if (after === undefined) return {};
  const [at, id] = Buffer.from(after, 'base64url').toString().split('|');
  return { after: { at: Number(at), id: id ?? '' } };
}

const pagesOf = (page: number, perPage: number, count: number) => ({
  type: 'pages',
  page,
  per_page: perPage,
  total_pages: Math.ceil(count / perPage),
});

function conversation(id: string, params: URLSearchParams, { chat, world, faults }: Scene): TwinAnswer {
  const wrong = unknown(params, ['display_as', 'include_translations']);
  const found = chat?.conversations.get(id, world.asOf);
  if (wrong || !found) return wrong ?? notFound();
  // A withheld conversation is as good as a deleted one.
  const [record] = faults.shorten('conversations', [records.conversationOf(found, chat!)]);
  return record === undefined ? notFound() : json(200, faults.spoil(record, WRONG));
}

function deleted(params: URLSearchParams, { chat, world, faults }: Scene): TwinAnswer {
  const wrong = unknown(params, ['page', 'per_page', 'order']);
  if (wrong) return wrong;
  const perPage = Number(params.get('per_page') ?? 20);
  if (!(perPage >= 1 && perPage <= 60)) return refusal(400, 'parameter_invalid', 'per_page must be between 1 and 60');
  const page = Number(params.get('page') ?? 1);
  const all = chat?.deleted.page({ asOf: world.asOf, limit: Number.MAX_SAFE_INTEGER }) ?? [];
  const ordered = params.get('order') === 'asc' ? all : all.toReversed();
  const shown = ordered.slice((page - 1) * perPage, page * perPage).map(records.deletedOf);
  const stream = perPage === 1 ? 'counted' : 'deleted_conversations';
  return json(200, {
    type: 'conversations.list',
    conversations: faults.shorten(stream, shown).map((one) => faults.spoil(one, WRONG)),
    total_count: all.length,
    pages: pagesOf(page, perPage, all.length),
  });
}

function whole(
  stream: string,
  field: string,
  type: string,
  all: readonly object[],
  params: URLSearchParams,
  faults: Faults,
): TwinAnswer {
  return (
    unknown(params, []) ??
    json(200, { type, [field]: faults.shorten(stream, all).map((one) => faults.spoil(one, WRONG)) })
  );
}

const unknown = (params: URLSearchParams, known: readonly string[]): TwinAnswer | undefined => {
  const wrong = [...params.keys()].find((name) => !known.includes(name));
  return wrong === undefined ? undefined : refusal(400, 'parameter_invalid', `${wrong} is not known here`);
};

const refusal = (status: number, code: string, message: string): TwinAnswer =>
  json(status, { type: 'error.list', request_id: '00000000-0000-4000-8000-000000000000', errors: [{ code, message }] });
const notFound = () => refusal(404, 'not_found', 'Resource Not Found');
const throttled = (headers: Record<string, string>): TwinAnswer => {
  const answer = refusal(429, 'rate_limit_exceeded', 'The rate limit for the App has been exceeded');
  return { ...answer, headers: { ...answer.headers, ...headers } };
};
export const intercomRefusal = (): TwinAnswer => throttled({ 'retry-after': '3' });

/** Ten seconds, in vendor time. */
class Slice {
  readonly #clock: Clock;
  #until = 0;
  #made = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  take(): boolean {
    const now = this.#clock.now();
    if (now >= this.#until) {
      this.#until = now - (now % SLICE_MS) + SLICE_MS;
      this.#made = 0;
    }
    if (this.#made >= CALLS_A_SLICE) return false;
    this.#made++;
    return true;
  }

  headers(): Record<string, string> {
    return {
      'x-ratelimit-limit': String(CALLS_A_SLICE),
      'x-ratelimit-remaining': String(CALLS_A_SLICE - this.#made),
      'x-ratelimit-reset': String(Math.ceil(this.#until / 1000)),
    };
  }
}

/** All companies, page after page: one scroll at a time, which advances whether or not its answer arrived. */
class Scroll {
  readonly #clock: Clock;
  #token: string | undefined;
  #at = 0;
  #until = 0;
  #opened = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  answer({ url }: TwinRequest, { chat, world, faults }: Scene): TwinAnswer {
    const wrong = unknown(url.searchParams, ['scroll_param']);
    if (wrong) return wrong;
    const now = this.#clock.now();
    const isOpen = this.#token !== undefined && now < this.#until;
    const asked = url.searchParams.get('scroll_param');
    if (asked === null) {
      if (isOpen) return refusal(400, 'scroll_exists', 'scroll already exists for this workspace');
      this.#token = createHash('sha256')
        .update(String(++this.#opened))
        .digest('hex')
        .slice(0, 36);
      this.#at = 0;
    } else if (!isOpen || asked !== this.#token) return refusal(404, 'not_found', 'scroll parameter not found');
    this.#until = now + SCROLL_MS;
    const page = chat?.companies.page({ asOf: world.asOf, skip: this.#at, limit: SCROLL_PAGE }) ?? [];
    this.#at += page.length;
    const token = this.#token;
    if (page.length === 0) this.#token = undefined;
    return json(200, {
      type: 'list',
      data: faults.shorten('companies', page).map((one) => faults.spoil(records.companyOf(one), WRONG)),
      pages: null,
      total_count: null,
      scroll_param: token,
    });
  }
}
