// Meta's allowances: calls of a rolling hour by use case, reported as percentages in headers and refused in a body with
// status 400.
import type { Clock } from '../../../lambdas/ports/ports.ts';
import { json, type TwinAnswer } from '../kit.ts';
import { ACCOUNT } from './objects.ts';

export type Tier = 'development_access' | 'standard_access';
type UseCase = 'ads_insights' | 'ads_management';

const HOUR = 3_600_000;
/** Calls per hour: a base, and more for each active ad. */
const ALLOWED: Readonly<Record<Tier, Readonly<Record<UseCase, readonly [base: number, perAd: number]>>>> = {
  development_access: { ads_insights: [600, 400], ads_management: [300, 40] },
  standard_access: { ads_insights: [190_000, 400], ads_management: [100_000, 40] },
};

export class Usage {
  readonly #clock: Clock;
  readonly #tier: Tier;
  readonly #limits: Readonly<Record<UseCase, number>>;
  readonly #calls: Record<UseCase, number[]> = { ads_insights: [], ads_management: [] };

  constructor(clock: Clock, tier: Tier, activeAds: number) {
    this.#clock = clock;
    this.#tier = tier;
    const of = (kind: UseCase) => ALLOWED[tier][kind][0] + ALLOWED[tier][kind][1] * activeAds;
    this.#limits = { ads_insights: of('ads_insights'), ads_management: of('ads_management') };
  }

  /** Counts a call; returns a refusal beyond the limit. */
  take(kind: UseCase): { readonly refused?: TwinAnswer; readonly headers: Record<string, string> } {
    const now = this.#clock.now();
    const calls = this.#calls[kind];
    while (calls.length > 0 && calls[0]! <= now - HOUR) calls.shift();
    const isFull = calls.length >= this.#limits[kind];
    if (!isFull) calls.push(now);
    const regain = isFull ? Math.max(1, Math.ceil((calls[0]! + HOUR - now) / 60_000)) : 0;
    const headers = this.#headers(kind, regain);
    return isFull ? { refused: refusalOf(kind, headers), headers } : { headers };
  }

  #headers(kind: UseCase, regainMinutes: number): Record<string, string> {
    const share = (one: UseCase) => Math.floor((100 * this.#calls[one].length) / this.#limits[one]);
    const used = regainMinutes > 0 ? 100 : share(kind);
    const usage = { call_count: used, total_cputime: used >> 1, total_time: used >> 1 };
    const tier = this.#tier;
    return {
      'x-app-usage': JSON.stringify({ call_count: used >> 2, total_time: used >> 2, total_cputime: used >> 2 }),
      'x-ad-account-usage': JSON.stringify({
        acc_id_util_pct: used,
        reset_time_duration: 60 * regainMinutes,
        ads_api_access_tier: tier,
      }),
      'x-business-use-case-usage': JSON.stringify({
        [ACCOUNT]: [
          { type: kind, ...usage, estimated_time_to_regain_access: regainMinutes, ads_api_access_tier: tier },
        ],
      }),
      ...(kind === 'ads_insights'
        ? {
            'x-fb-ads-insights-throttle': JSON.stringify({
              app_id_util_pct: used >> 2,
              acc_id_util_pct: used,
              ads_api_access_tier: tier,
            }),
          }
        : {}),
    };
  }
}

export const problem = (status: number, code: number, message: string, more: object = {}): TwinAnswer =>
  json(status, { error: { message, type: 'OAuthException', code, fbtrace_id: 'Atwin', ...more } });

function refusalOf(kind: UseCase, headers: Record<string, string>): TwinAnswer {
  const answer =
    kind === 'ads_insights'
      ? problem(400, 613, '(#613) Calls to this api have exceeded the rate limit.', { error_subcode: 1487742 })
      : problem(400, 17, '(#17) User request limit reached', { error_subcode: 2446079, is_transient: true });
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** A temporary throttle, as when another app of the account is busy. */
export const metaRefusal = (): TwinAnswer => {
  const usage = { call_count: 100, total_cputime: 20, total_time: 20, estimated_time_to_regain_access: 1 };
  const answer = problem(400, 4, '(#4) Application request limit reached', { is_transient: true });
  return {
    ...answer,
    headers: {
      ...answer.headers,
      'x-business-use-case-usage': JSON.stringify({ [ACCOUNT]: [{ type: 'ads_management', ...usage }] }),
    },
  };
};
