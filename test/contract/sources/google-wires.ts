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

/** Rows of values under headers: a field nobody asked for comes as one header more. */
const reportOf: Encode = (records, template) => {
  const asked = template.dimensionHeaders.map(({ name }: Body) => name);
  const metrics = template.metricHeaders.map(({ name }: Body) => name);
  const quality = ['subjectToThresholding', 'dataLossFromOtherRow', 'isSampled', 'currencyCode', 'timeZone'];
  const others = new Set(
    records.flatMap((one) => Object.keys(one)).filter((name) => ![...asked, ...metrics, ...quality].includes(name)),
  );
  const dimensions = [...asked, ...others];
  return {
    ...template,
    dimensionHeaders: dimensions.map((name) => ({ name })),
    rows: records.map((record) => ({
      dimensionValues: dimensions.map((name) => ({ value: record[name] })),
      metricValues: metrics.map((name: string) => ({ value: record[name] })),
    })),
  };
};

/** Every page tells how many rows there are; of none it tells nothing. */
export const ga4Wire = (streams: readonly Stream[]): Wire => {
  const wire = declaredWire(Object.fromEntries(streams.map(({ name }) => [name, reportOf])));
  return {
    ...wire,
    serve: (stream, fixture, shelf) => {
      const inner = wire.serve(stream, fixture, shelf);
      const count = (shelf.counted ?? shelf.records).length;
      return async (request) => {
        const response = await inner(request);
        const { rowCount: _, ...body } = parsed(await response.text());
        return respond({ status: response.status, body: count === 0 ? body : { ...body, rowCount: count } });
      };
    },
  };
};
