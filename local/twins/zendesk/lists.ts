// Lists by cursor, a hundred records per page.
import type { Helpdesk } from '../../world/records/helpdesk.ts';
import type { World } from '../../world/world.ts';
import type { Faults } from '../faults.ts';
import { json, type TwinAnswer, type TwinRequest } from '../kit.ts';
import { invalid, unknown, WRONG } from './answers.ts';
import * as records from './records.ts';

export interface Rated {
  readonly createdAt: number;
  readonly record: ReturnType<typeof records.ratingOf>;
}

/** By creation time; cached, because it is read a hundred records at a time. */
export const ratedBy = (desk: Helpdesk | undefined, { asOf }: World): readonly Rated[] =>
  (desk?.ratings.page({ asOf, limit: Number.MAX_SAFE_INTEGER }) ?? [])
    .toSorted((a, b) => a.createdAt - b.createdAt || Number(a.id) - Number(b.id))
    .map((one) => ({ createdAt: one.createdAt, record: records.ratingOf(one) }));

export function ratings({ url }: TwinRequest, rated: readonly Rated[], faults: Faults): TwinAnswer {
  const { searchParams: params } = url;
  const wrong = unknown(params, ['start_time', 'end_time', 'score', 'page[size]', 'page[after]']);
  if (wrong) return wrong;
  const from = Number(params.get('start_time') ?? 0) * 1000;
  const to = params.has('end_time') ? Number(params.get('end_time')) * 1000 : Number.POSITIVE_INFINITY;
  const inside = rated.filter(({ createdAt }) => createdAt >= from && createdAt <= to);
  return listed(
    'satisfaction_ratings',
    inside.map(({ record }) => record),
    params,
    faults,
  );
}

export function fields({ url }: TwinRequest, desk: Helpdesk | undefined, { start }: World, faults: Faults): TwinAnswer {
  const wrong = unknown(url.searchParams, ['page[size]', 'page[after]']);
  if (wrong) return wrong;
  return listed(
    'ticket_fields',
    (desk?.fields ?? []).map((one) => records.fieldOf(one, start)),
    url.searchParams,
    faults,
  );
}

/** A page of a list by cursor. */
function listed(
  name: string,
  all: readonly { readonly id: number }[],
  params: URLSearchParams,
  faults: Faults,
): TwinAnswer {
  const size = Number(params.get('page[size]') ?? 100);
  if (!(size >= 1 && size <= 100)) return invalid('page[size] must be between 1 and 100');
  const after = params.get('page[after]');
  const begin =
    after === null ? 0 : all.findIndex(({ id }) => id === Number(Buffer.from(after, 'base64url').toString())) + 1;
  const page = all.slice(begin, begin + size);
  const last = page.at(-1);
  return {
    ...json(200, {
      [name]: faults.shorten(name, page).map((one) => faults.spoil(one, WRONG)),
      meta: {
        has_more: begin + size < all.length,
        after_cursor: last === undefined ? null : Buffer.from(String(last.id)).toString('base64url'),
        before_cursor: null,
      },
      links: { prev: null, next: null },
    }),
    ...(after === null ? {} : { listing: name }),
  };
}
