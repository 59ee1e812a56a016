// Zendesk's Support API v2 for one account: exports by cursor and by time, ten per minute; lists by cursor; tokens that
// expire.
import { json, type Twin, type TwinAnswer, type TwinContext, type TwinRequest } from '../kit.ts';
import { EXPORTS, exported } from './exports.ts';
import { fields, type Rated, ratedBy, ratings } from './lists.ts';
import { Minute } from './minute.ts';
import { Tokens } from './tokens.ts';

const EXPORTS_A_MINUTE = 10;
const CALLS_A_MINUTE = 700;
const pathOf = ({ url }: TwinRequest) => url.pathname.replace(/\.json$/, '');

export function zendeskTwin({ world, clock, faults, baseUrl }: TwinContext): Twin {
  const tokens = new Tokens(clock);
  const account = new Minute(clock, CALLS_A_MINUTE);
  const exports = new Minute(clock, EXPORTS_A_MINUTE);
  let rated: readonly Rated[] | undefined;

  function answerTo(request: TwinRequest): TwinAnswer {
    const path = pathOf(request);
    const { helpdesk: desk } = world;
    const what = EXPORTS[path];
    if (what) return exported(request, what, { desk, world, clock, faults, baseUrl: baseUrl() });
    if (path === '/api/v2/ticket_fields') return fields(request, desk, world, faults);
    if (path !== '/api/v2/satisfaction_ratings')
      return json(404, { error: 'InvalidEndpoint', description: 'Not found' });
    rated ??= ratedBy(desk, world);
    return ratings(request, rated, faults);
  }

  return (request) => {
    const path = pathOf(request);
    if (path === '/oauth/tokens' && request.method === 'POST') return tokens.grant(request);
    if (!tokens.accepts(request.headers.authorization))
      return json(401, {
        error: 'invalid_token',
        error_description: 'The access token provided is expired, revoked, malformed or invalid',
      });
    const refused = account.take() ?? (path.startsWith('/api/v2/incremental/') ? exports.take() : undefined);
    const headers = {
      'x-rate-limit': String(CALLS_A_MINUTE),
      'ratelimit-limit': String(CALLS_A_MINUTE),
      'x-rate-limit-remaining': String(account.left),
      'ratelimit-remaining': String(account.left),
      'ratelimit-reset': String(account.reset),
    };
    if (refused !== undefined) return throttled(refused, headers);
    const given = answerTo(request);
    return { ...given, headers: { ...given.headers, ...headers } };
  };
}

const throttled = (seconds: number, headers: Record<string, string> = {}): TwinAnswer => ({
  status: 429,
  headers: { 'content-type': 'text/plain', ...headers, 'retry-after': String(seconds) },
  body: 'Number of allowed incremental ticket export API requests per minute exceeded',
});
export const zendeskRefusal = (): TwinAnswer => throttled(7);
