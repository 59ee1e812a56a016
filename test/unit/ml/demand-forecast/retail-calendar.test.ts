import { expect, it } from 'vitest';
import {
  dateText,
  dayNumber,
  retailEvents,
  thanksgiving,
} from '../../../../lambdas/ml/demand-forecast/retail-calendar.ts';

it.each([
  [2023, '2023-11-23'],
  [2024, '2024-11-28'],
  [2025, '2025-11-27'],
  [2026, '2026-11-26'],
  [2029, '2029-11-22'],
])('Thanksgiving of %i is %s', (year, date) => {
  expect(dateText(thanksgiving(year))).toBe(date);
});

it('has the long weekend from Thanksgiving to Cyber Monday without gap or overlap', () => {
  const events = retailEvents(dayNumber('2026-01-01'), dayNumber('2026-12-31'));
  const names = ['thanksgiving', 'black_friday', 'black_weekend', 'cyber_monday'];
  const spans = names.map((name) => events.find((event) => event.name === name)!.spans[0]!);
  expect(spans.map(([from, to]) => [dateText(from), dateText(to)])).toEqual([
    ['2026-11-26', '2026-11-27'],
    ['2026-11-27', '2026-11-28'],
    ['2026-11-28', '2026-11-30'],
    ['2026-11-30', '2026-12-01'],
  ]);
});

it('has one span for every year that is touched', () => {
  const events = retailEvents(dayNumber('2024-10-01'), dayNumber('2026-01-05'));
  for (const { spans } of events) expect(spans).toHaveLength(3);
});
