import type { Estimate, StreamEstimate } from './estimate.ts';
import type { Price } from './price.ts';

const number = (value: number) => Math.round(value).toLocaleString('en-GB');
const seconds = (ms: number) => (ms < 120_000 ? `${(ms / 1000).toFixed(1)} s` : `${(ms / 60_000).toFixed(1)} min`);

/** The plan, one line per stream. */
export function estimateText({ source, streams, ms, parallel, asked }: Estimate, price: Price): string {
  const header = ['stream', 'slices', 'rows', 'calls', 'MB', 'rows are'];
  const cells = streams.map((one) => [
    one.stream,
    number(one.slices),
    number(one.rows),
    number(one.calls),
    (one.bytes / 1e6).toFixed(1),
    one.how,
  ]);
  const sum = (of: (one: StreamEstimate) => number) => streams.reduce((total, one) => total + of(one), 0);
  const total = [
    'all',
    number(sum(({ slices }) => slices)),
    number(sum(({ rows }) => rows)),
    number(sum(({ calls }) => calls)),
    (sum(({ bytes }) => bytes) / 1e6).toFixed(1),
    '',
  ];
  const rows = [header, ...cells, total];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map(
    (row) =>
      `  ${row
        .map((cell, column) =>
          column === 0 || column === 5 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
        )
        .join('  ')
        .trimEnd()}`,
  );
  return [
    ...lines,
    `  reading ${source}, ${parallel} slices at once: about ${seconds(ms)}; in the cloud about $${price.total.toFixed(2)} (${price.parts.join(', ')})`,
    `  (the plan itself took ${number(asked)} calls to the vendor)`,
    '',
  ].join('\n');
}

export interface Happened {
  readonly rows: number;
  readonly calls: number;
  readonly ms: number;
}

const off = (estimated: number, happened: number) =>
  happened === 0 ? 'nothing came' : `${(((estimated - happened) / happened) * 100).toFixed(1)} %`;

/** The plan and the actual result. */
export function comparedText({ streams, ms }: Estimate, happened: Happened): string {
  const rows = streams.reduce((sum, one) => sum + one.rows, 0);
  const calls = streams.reduce((sum, one) => sum + one.calls, 0);
  return [
    `  rows   planned ${number(rows)}, read ${number(happened.rows)} (${off(rows, happened.rows)} off)`,
    `  calls  planned ${number(calls)}, made ${number(happened.calls)} (${off(calls, happened.calls)} off)`,
    `  time   planned ${seconds(ms)}, took ${seconds(happened.ms)} (${off(ms, happened.ms)} off)`,
    '',
  ].join('\n');
}
