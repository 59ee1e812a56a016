// Mailchimp’s Marketing API 3.0 for one account: offsets with totals, ten parallel connections, no rate headers.
import type { World } from '../../world/world.ts';
import type { Faults } from '../faults.ts';
import { json, type Twin, type TwinAnswer, type TwinContext } from '../kit.ts';
import { EMPTY, ENDPOINTS, type Endpoint, PAGING } from './endpoints.ts';
import { projected } from './projection.ts';
import { forbidden, problem, tooMany } from './refusals.ts';
import { Shortener } from './shortener.ts';

const KEY = 'twin-us1';
export const MAILCHIMP_SECRET = { api_key: KEY };
/** A field of each kind of record to corrupt, with a type it never has; identifying fields stay. */
const WRONG = { status: 7, type: 7, name: 7, list_is_active: 'perhaps' };
const CONNECTIONS = 10;
/** Number of connections at which the edge in front of the API answers, without JSON. */
const FLOOD = 20;
const TOOK_MS = 20;

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

/** One record of ours is one action, so faults apply to actions. */
function spoilt(record: object, faults: Faults): object {
  if (!faults.spoils) return record;
  if (!('activity' in record)) return faults.spoil(record, WRONG);
  const { activity } = record as { readonly activity: readonly object[] };
  return { ...record, activity: activity.map((action) => faults.spoil(action, WRONG)) };
}

/** Our names of the listings; a request that names fields is only a count, unless it is the sweep for keys. */
function streamOf({ records: name }: Endpoint, params: URLSearchParams): string {
  const fields = params.get('fields');
  if (fields !== null) return fields.startsWith('members.web_id') ? 'member_keys' : 'counted';
  return name === 'emails' ? 'email_activity' : name;
}
