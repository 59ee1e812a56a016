import type { Sentence, Unit } from '../../lambdas/contracts/tile/sentence.ts';

/** The only place that formats numbers and dates. */
const LOCALE = 'en-GB';
const MINUS = '\u2212';
export const MISSING = '–';

const proper = (text: string) => text.replace('-', MINUS);
const cached = new Map<string, Intl.NumberFormat>();

function plain(value: number, options: Intl.NumberFormatOptions): string {
  const key = JSON.stringify(options);
  let format = cached.get(key);
  if (!format) {
    format = new Intl.NumberFormat(LOCALE, options);
    cached.set(key, format);
  }
  return proper(format.format(value));
}

const fixed = (digits: number) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
const currencyOf = (currency: string | null): Intl.NumberFormatOptions =>
  currency ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } : {};

/** Four significant figures at most: €1.248M, €208.4k, €70.46. */
function shortMoney(value: number, currency: string | null): string {
  const size = Math.abs(value);
  const [scale, suffix, digits] =
    size >= 999_950
      ? [1e6, 'M', size >= 1e7 ? 2 : 3]
      : size >= 100_000
        ? [1e3, 'k', 1]
        : size >= 10_000
          ? [1e3, 'k', 2]
          : size >= 1000
            ? [1, '', 0]
            : [1, '', 2];
  const text = plain(value / scale, { ...currencyOf(currency), ...fixed(digits) });
  return suffix ? text.replace(/(\d)(?=\D*$)/, `$1${suffix}`) : text;
}

const fullMoney = (value: number, currency: string | null): string =>
  plain(value, { ...currencyOf(currency), ...fixed(2) });

/** Rates below 10% with two decimals, above with one; never “0.0%” for less than the smallest step. */
export function share(value: number, digits = Math.abs(value) < 0.0995 ? 2 : 1): string {
  if (value !== 0 && Math.abs(value) < 0.0005 && digits < 3) return '< 0.1%';
  return plain(value, { style: 'percent', ...fixed(digits) });
}

export const count = (value: number): string =>
  Math.abs(value) >= 1e6 ? `${plain(value / 1e6, fixed(3))}M` : plain(value, { maximumFractionDigits: 0 });

/** Format in key figures, charts and sentences. */
export function short(value: number | null, unit: Unit, currency: string | null): string {
  if (value === null) return MISSING;
  switch (unit) {
    case 'money':
      return shortMoney(value, currency);
    case 'share':
      return share(value);
    case 'count':
      return count(value);
    case 'ratio':
      return plain(value, fixed(2));
    case 'score':
      return plain(value, { maximumFractionDigits: value > 99 && value < 100 ? 1 : 0 });
    case 'days':
      return `${plain(value, { maximumFractionDigits: 0 })} d`;
    case 'seconds':
      return duration(value);
  }
}

/** Format in the drawer: nothing is rounded. */
export function full(value: number | null, unit: Unit, currency: string | null): string {
  if (value === null) return MISSING;
  switch (unit) {
    case 'money':
      return fullMoney(value, currency);
    case 'share':
      return share(value, 3);
    case 'count':
      return plain(value, { maximumFractionDigits: 1 });
    case 'ratio':
      return plain(value, fixed(4));
    default:
      return short(value, unit, currency);
  }
}

/** Formats a column with one scale and the same number of decimals in every row. */
export function columnFormat(
  values: readonly (number | null)[],
  unit: Unit,
  currency: string | null,
): (value: number) => string {
  const largest = Math.max(0, ...values.map((value) => Math.abs(value ?? 0)));
  if (unit === 'share') {
    const digits = largest >= 0.1 ? 1 : 2;
    return (value) => share(value, digits);
  }
  if (unit === 'money' && largest >= 100_000) {
    return (value) => plain(value / 1000, { ...currencyOf(currency), ...fixed(1) }).replace(/(\d)(?=\D*$)/, '$1k');
  }
  if (unit === 'money') {
    const digits = largest >= 1000 ? 0 : 2;
    return (value) => plain(value, { ...currencyOf(currency), ...fixed(digits) });
  }
  return (value) => short(value, unit, currency);
}

/** ▲ 4.1%, ▼ 0.10 pp; the shape replaces the sign. */
export function change(value: number, unit: Unit): string {
  const mark = value > 0 ? '▲' : value < 0 ? '▼' : '=';
  return `${mark} ${unsignedChange(value, unit)}`;
}

function unsignedChange(value: number, unit: Unit): string {
  const size = Math.abs(value);
  if (unit === 'share') return `${plain(size * 100, fixed(2))} pp`;
  return plain(size, { style: 'percent', ...fixed(size < 10 ? 1 : 0) });
}

/** An end of an expected range: coarser than a change, because it is an estimate. */
export const rangeEnd = (value: number, unit: Unit): string => {
  const size = Math.abs(value);
  const text =
    unit === 'share' ? unsignedChange(value, unit) : plain(size, { style: 'percent', ...fixed(size < 0.01 ? 1 : 0) });
  return `${value < 0 ? MINUS : '+'}${text}`;
};

export const signed = (value: number, unit: Unit, currency: string | null): string =>
  `${value > 0 ? '+' : ''}${short(value, unit, currency)}`;

const date = (iso: string) => new Date(iso.length === 10 ? `${iso}T00:00:00Z` : iso);
const dates = (options: Intl.DateTimeFormatOptions) => {
  const format = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: 'UTC' });
  return (iso: string) => format.format(date(iso)).replace('Sept', 'Sep');
};
/** 16 Nov */
export const day = dates({ day: 'numeric', month: 'short' });
/** 16 Nov 2025 */
export const dayYear = dates({ day: 'numeric', month: 'short', year: 'numeric' });
/** Mon 16 Nov 2025 */
export const weekdayYear = dates({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
/** Nov 2025 */
export const month = dates({ month: 'short', year: 'numeric' });
const clock = dates({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
/** 16 Nov 2025, 06:42 UTC */
export const moment = (iso: string): string => `${dayYear(iso)}, ${clock(iso)} UTC`;

/** 16 Nov 2025, 06:42, where the heading says UTC */
export const shortMoment = (iso: string): string => `${dayYear(iso)}, ${clock(iso)}`;

/** 16 Nov, 06:42 */
export const dayMoment = (iso: string): string => `${day(iso)}, ${clock(iso)}`;

/** 20 Oct – 16 Nov 2025; the first year only when it differs. */
export function span(from: string, to: string): string {
  return `${from.slice(0, 4) === to.slice(0, 4) ? day(from) : dayYear(from)} – ${dayYear(to)}`;
}

/** 4 min 58 s, 56 h, 2 d */
export function duration(seconds: number): string {
  if (seconds < 10) return `${plain(seconds, fixed(1))} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
  return seconds < 259_200 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} d`;
}

/** `c_7QX4M…9TK2`: enough to tell people apart, in full on focus. */
export const shortKey = (key: string): string => (key.length > 13 ? `${key.slice(0, 7)}…${key.slice(-4)}` : key);

/** A sentence of a tile as plain text, for labels read by screen readers. */
export const sentenceText = (sentence: Sentence, currency: string | null): string =>
  sentence.map((part) => partText(part, currency)).join('');

export function partText(part: Sentence[number], currency: string | null): string {
  if ('text' in part) return part.text;
  if ('date' in part) return part.to ? span(part.date, part.to) : dayYear(part.date);
  const text = part.signed ? signed(part.value, part.unit, currency) : short(part.value, part.unit, currency);
  return part.high === undefined ? text : `${text} to ${short(part.high, part.unit, currency)}`;
}

/** On an axis: the fewest characters that show the magnitude. */
export function axis(value: number, unit: Unit, currency: string | null): string {
  if (unit === 'share') return plain(value, { style: 'percent', maximumFractionDigits: 1 });
  const size = Math.abs(value);
  const [scale, suffix] = size >= 1e6 ? [1e6, 'M'] : size >= 1000 ? [1000, 'k'] : [1, ''];
  const options = {
    ...(unit === 'money' ? currencyOf(currency) : {}),
    minimumFractionDigits: 0,
    maximumFractionDigits: 1,
  };
  return value === 0 ? '0' : `${plain(value / scale, options)}${suffix}`;
}
