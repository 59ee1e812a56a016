// Google's two APIs: rows lie in batches or in lists of values, and a count is a question of its own.
import type { Stream } from '../../../lambdas/extractors/engine/source.ts';
import { declaredWire, type Encode } from './declared-wire.ts';
import { type Body, respond, type Wire } from './wire.ts';

const parsed = (body: string | undefined): Body => JSON.parse(body ?? '{}');

const batches: Encode = (records, template) => [{ ...template[0], results: records }];

/** Rows are streamed; how many there are is asked of the same query without rows. */
export const googleAdsWire = (streams: readonly Stream[]): Wire => {
  const wire = declaredWire(Object.fromEntries(streams.map(({ name }) => [name, batches])));
  return {
    ...wire,
    serve: (stream, fixture, shelf) => {
      const inner = wire.serve(stream, fixture, shelf);
      const totalResultsCount = String((shelf.counted ?? shelf.records).length);
      return async (request) =>
        request.url.endsWith('/googleAds:search')
          ? respond({ status: 200, body: totalResultsCount === '0' ? {} : { totalResultsCount } })
          : inner(request);
    },
    shorten: (request) => {
      const body = parsed(request.body);
      return {
        ...request,
        body: JSON.stringify({ ...body, query: `${body.query.replace(/ LIMIT \d+$/, '')} LIMIT 3` }),
      };
    },
    touched: (_stream, record) => record,
  };
};
