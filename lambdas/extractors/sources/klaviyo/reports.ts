// Reports of the values of campaigns and flows.
import type { Window } from '../../../contracts/ingest.ts';
import { link, sweep } from '../../engine/rest/declare.ts';
import { days } from '../../engine/source.ts';
import { next, snapshot } from './listings.ts';

const STATISTICS = [
  'recipients',
  'delivered',
  'bounced',
  'opens',
  'opens_unique',
  'clicks',
  'clicks_unique',
  'unsubscribes',
  'spam_complaints',
  'conversions',
  'conversion_value',
];
/** Values of the last year, the longest range; so few calls are allowed that one reading per day is enough. */
export const report = (type: 'campaign-values-report' | 'flow-values-report') =>
  ({
    ...snapshot,
    everyMs: days(1),
    deletes: 'restated',
    method: 'POST',
    path: `/api/${type}s`,
    body: ({ from, to }: Window) => ({
      data: {
        type,
        attributes: {
          statistics: STATISTICS,
          timeframe: { start: new Date(Math.max(Date.parse(from), Date.parse(to) - days(365))).toISOString(), end: to },
        },
      },
    }),
    records: '$.data.attributes.results',
    paging: link({ from: next }),
    count: sweep(),
  }) as const;

interface Grouped {
  readonly groupings: Readonly<Record<string, string | null | undefined>>;
}
export const groupOf =
  (...names: readonly string[]) =>
  ({ groupings }: Grouped) =>
    names.map((name) => groupings[name] ?? '').join(':');
