import { describe, expect, it } from 'vitest';
import type { StreamState } from '../../../lambdas/contracts/manifest.ts';
import { spansToRead } from '../../../lambdas/extractors/engine/plan.ts';
import { days, hours, minutes, type Stream } from '../../../lambdas/extractors/engine/source.ts';
import { daysIn, toWindow } from '../../../lambdas/extractors/engine/windows.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';

const stream = (fields: Partial<Stream>) =>
  ({ lookbackMs: hours(1), safetyLagMs: minutes(1), sync: 'incremental', ...fields }) as Stream;
const state = (to: string): StreamState => ({
  version: 1,
  source: 's',
  connection: 'c',
  stream: 't',
  start: '2026-01-01T00:00:00.000Z',
  windows: [{ from: '2026-01-01T00:00:00.000Z', to }],
  watermark: to,
});
const START = Date.parse('2026-01-01T00:00:00Z');
const NOW = Date.parse('2026-10-01T09:30:20.500Z');
const read = (one: Stream, to?: string) => spansToRead(one, to ? state(to) : undefined, START, NOW).map(toWindow);

describe('what a stream has to read', () => {
  it('ends a safety lag before now and begins a lookback before the watermark', () => {
    expect(read(stream({}))).toEqual([{ from: '2026-01-01T00:00:00.000Z', to: '2026-10-01T09:29:20.000Z' }]);
    expect(read(stream({}), '2026-10-01T09:00:00.000Z')).toEqual([
      { from: '2026-10-01T08:00:00.000Z', to: '2026-10-01T09:29:20.000Z' },
    ]);
  });

  it('fills a gap and looks back from it alone, where later windows are there already', () => {
    const at = (hour: string) => `2026-10-01T${hour}:00.000Z`;
    const known: StreamState = {
      ...state(at('06:00')),
      windows: [
        { from: '2026-01-01T00:00:00.000Z', to: at('06:00') },
        { from: at('07:00'), to: '2026-10-01T09:29:20.000Z' },
      ],
    };
    expect(spansToRead(stream({}), known, START, NOW).map(toWindow)).toEqual([{ from: at('05:00'), to: at('07:00') }]);
  });

  it('reads nothing beyond now, where more was read by a clock that was ahead', () => {
    expect(read(stream({}), '2026-10-01T10:00:00.000Z')).toEqual([
      { from: '2026-10-01T09:00:00.000Z', to: '2026-10-01T09:29:20.000Z' },
    ]);
  });

  it('begins at the watermark where nothing is shown late', () => {
    const punctual = stream({ lookbackMs: 0 });
    expect(read(punctual, '2026-09-30T23:45:00.000Z')).toEqual([
      { from: '2026-09-30T23:45:00.000Z', to: '2026-10-01T09:29:20.000Z' },
    ]);
  });

  it('reads back further on the first run of a day, where records are shown late', () => {
    const late = stream({ lateMs: days(10) });
    const ofToday = { from: '2026-10-01T08:00:00.000Z', to: '2026-10-01T09:29:20.000Z' };
    expect(read(late, '2026-10-01T09:00:00.000Z')).toEqual([ofToday]);
    expect(read(late, '2026-09-30T23:45:00.000Z')).toEqual([{ from: '2026-09-20T23:45:00.000Z', to: ofToday.to }]);
    expect(read(stream({ lateMs: days(10), lookbackMs: days(30) }), '2026-09-30T00:00:00.000Z')).toEqual([
      { from: '2026-08-31T00:00:00.000Z', to: ofToday.to },
    ]);
  });

  it.each(['klaviyo.events', 'mailchimp.email_activity', 'shopify.tender_transactions', 'woocommerce.refunds'])(
    'finds what %s shows three days late',
    (name) => {
      const [source, stream] = name.split('.');
      const one = sources.find(({ name }) => name === source)!.streams.find(({ name }) => name === stream)!;
      const [first] = read(one, '2026-09-30T12:00:00.000Z');
      expect(Date.parse(first!.from)).toBeLessThan(Date.parse('2026-09-27T12:00:00.000Z'));
    },
  );

  it('reads a report by whole days: today, and those the vendor still corrects', () => {
    const report = stream({ sync: 'report', lookbackMs: days(28), safetyLagMs: 0 });
    expect(read(report)).toEqual([{ from: '2026-01-01T00:00:00.000Z', to: '2026-10-02T00:00:00.000Z' }]);
    const [again] = read(report, '2026-10-01T00:00:00.000Z');
    expect(again).toEqual({ from: '2026-09-03T00:00:00.000Z', to: '2026-10-02T00:00:00.000Z' });
    expect(daysIn(again!)).toEqual({ first: '2026-09-03', last: '2026-10-01' });
  });

  it('takes a snapshot whole, and no sooner than it has to', () => {
    const sweep = stream({ sync: 'snapshot', everyMs: days(7), safetyLagMs: 0 });
    expect(read(sweep, '2026-09-25T00:00:00.000Z')).toEqual([]);
    expect(read(sweep, '2026-09-24T00:00:00.000Z')).toEqual([
      { from: '2026-01-01T00:00:00.000Z', to: '2026-10-01T09:30:20.000Z' },
    ]);
  });
});
