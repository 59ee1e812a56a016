import { describe, expect, it } from 'vitest';
import {
  axis,
  change,
  columnFormat,
  count,
  day,
  dayYear,
  duration,
  full,
  moment,
  sentenceText,
  share,
  short,
  shortKey,
  span,
} from '../../../web/src/format.ts';

describe('formats', () => {
  it.each([
    [1_248_310.42, '€1.248M'],
    [12_480_310, '€12.48M'],
    [208_412, '€208.4k'],
    [40_466.1, '€40.47k'],
    [4589.2, '€4,589'],
    [70.456, '€70.46'],
    [-8200, '−€8,200'],
    [0, '€0.00'],
    [999_960, '€1.000M'],
  ])('money %d is %s', (value, text) => expect(short(value, 'money', 'EUR')).toBe(text));

  it.each([
    [0.0255, '2.55%'],
    [0.655, '65.5%'],
    [0.0004, '< 0.1%'],
    [0, '0.00%'],
    [1, '100.0%'],
  ])('share %d is %s', (value, text) => expect(share(value)).toBe(text));

  it('counts are whole up to a million', () => {
    expect(count(18_942)).toBe('18,942');
    expect(count(1_284_000)).toBe('1.284M');
  });

  it('says other currencies by their sign', () => {
    expect(short(12, 'money', 'GBP')).toBe('£12.00');
    expect(full(1_248_310.42, 'money', 'USD')).toBe('$1,248,310.42');
  });

  it('has a true minus, points for shares, and shapes for changes', () => {
    expect(change(-0.041, 'money')).toBe('▼ 4.1%');
    expect(change(-0.001, 'share')).toBe('▼ 0.10 pp');
    expect(change(0.066, 'count')).toBe('▲ 6.6%');
  });

  it('keeps one scale down a column', () => {
    const format = columnFormat([241_600, 97_200, null], 'money', 'EUR');
    expect([241_600, 97_200].map(format)).toEqual(['€241.6k', '€97.2k']);
    expect(columnFormat([1288, 12.5], 'money', 'EUR')(12.5)).toBe('€13');
    expect(columnFormat([0.341, 0.013], 'share', null)(0.013)).toBe('1.3%');
  });

  it('writes days and spans without a year that goes without saying', () => {
    expect(day('2025-11-16')).toBe('16 Nov');
    expect(dayYear('2025-09-03')).toBe('3 Sep 2025');
    expect(span('2025-10-20', '2025-11-16')).toBe('20 Oct – 16 Nov 2025');
    expect(span('2025-12-20', '2026-01-16')).toBe('20 Dec 2025 – 16 Jan 2026');
    expect(moment('2025-11-16T06:42:00Z')).toBe('16 Nov 2025, 06:42 UTC');
  });

  it('writes durations', () => {
    expect([298, 56 * 3600, 96 * 3600, 3, 42].map(duration)).toEqual(['4 min 58 s', '56 h', '4 d', '3.0 s', '42 s']);
  });

  it('shows a missing number as missing', () => expect(short(null, 'money', 'EUR')).toBe('–'));
  it('shortens keys', () => expect(shortKey('abcdefghijklmnopqrstuvwxyz')).toBe('abcdefg…wxyz'));
  it('labels axes briefly', () =>
    expect([0, 40_000, 1_500_000].map((value) => axis(value, 'money', 'EUR'))).toEqual(['0', '€40k', '€1.5M']));

  it('reads a sentence with its numbers', () => {
    const sentence = [
      { text: 'Net sales are ' },
      { value: 0.041, unit: 'share' as const, strong: true as const },
      { text: ' below; ' },
      { value: 96, high: 203, unit: 'money' as const },
    ];
    expect(sentenceText(sentence, 'EUR')).toBe('Net sales are 4.10% below; €96.00 to €203.00');
  });
});
