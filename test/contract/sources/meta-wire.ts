// Meta's reports: begun by one call, asked after by another, and read like any listing.
import type { RestStream } from '../../../lambdas/extractors/engine/rest/declare.ts';
import { declaredWire } from './declared-wire.ts';
import { respond, type Wire } from './wire.ts';

const [ROWS, SWEEP] = ['701', '700'];
const REPORT = new RegExp(`/(${ROWS}|${SWEEP})(/insights)?$`);

export const metaWire = (): Wire => {
  const wire = declaredWire();
  return {
    ...wire,
    kindOf: (stream, request) =>
      request.method === 'POST' || /\/\d+$/.test(new URL(request.url).pathname)
        ? 'other'
        : wire.kindOf(stream, request),
    serve: (stream, fixture, shelf) => {
      const inner = wire.serve(stream, fixture, shelf);
      const { fields } = (stream as RestStream).count?.params ?? {};
      return async (request) => {
        const url = new URL(request.url);
        if (request.method === 'POST')
          return respond({
            status: 200,
            body: { report_run_id: url.searchParams.get('fields') === fields ? SWEEP : ROWS },
          });
        const [, report, isRead] = REPORT.exec(url.pathname) ?? [];
        if (report === undefined) return inner(request);
        if (!isRead) return respond({ status: 200, body: { id: report, async_status: 'Job Completed' } });
        if (report === SWEEP) url.searchParams.set('fields', String(fields));
        return inner({ ...request, url: url.href });
      };
    },
  };
};
