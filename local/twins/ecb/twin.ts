// The ECB's data API for the dataflow EXR: reference rates of TARGET business days, in SDMX-JSON.
import { DAY_MS } from '../../world/calendar/calendar.ts';
import type { World } from '../../world/world.ts';
import { json, type Twin, type TwinAnswer, type TwinContext } from '../kit.ts';
import { isBusinessDay, PUBLISHED_AT } from './target-calendar.ts';

const PATH = /^\/service\/data\/EXR\/D\.([A-Z+]*)\.EUR\.SP00\.A$/;

const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10);

export const ecbTwin =
  ({ world, faults }: TwinContext): Twin =>
  ({ url }) => {
    const [, wanted] = PATH.exec(url.pathname) ?? [];
    const from = Date.parse(url.searchParams.get('startPeriod') ?? '1999-01-04');
    const to = Date.parse(url.searchParams.get('endPeriod') ?? isoDay(world.asOf));
    if (wanted === undefined || Number.isNaN(from) || Number.isNaN(to)) return refusal(400, 'Invalid request.');
    if (url.searchParams.get('format') !== 'jsondata') return refusal(406, 'Not Acceptable');
    const days = publishedDays(world, from, to);
    const currencies = (world.referenceRates?.currencies ?? []).filter(
      (one) => wanted === '' || wanted.split('+').includes(one),
    );
    const observed = days.flatMap((day) => currencies.map((currency) => ({ currency, day })));
    const isCount = url.searchParams.get('detail') === 'full';
    const given = isCount ? observed : faults.shorten('rates', observed);
    if (given.length === 0)
      return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'No results found.' };
    const rateOf = (currency: string, day: number) =>
      faults.spoil({ value: world.referenceRates!.perEuro(currency, day) }, { value: 'n/a' }).value;
    const observationsOf = (of: string) =>
      given.filter(({ currency }) => currency === of).map(({ day }) => [days.indexOf(day), [rateOf(of, day)]] as const);
    const series = Object.fromEntries(
      currencies.map((currency, at) => [
        `0:${at}:0:0:0`,
        { observations: Object.fromEntries(observationsOf(currency)) },
      ]),
    );
    const one = (id: string, value: string) => ({ id, values: [{ id: value }] });
    return json(200, {
      header: { id: 'rates', test: false, prepared: new Date(world.asOf).toISOString(), sender: { id: 'ECB' } },
      dataSets: [{ action: 'Replace', validFrom: new Date(world.asOf).toISOString(), series }],
      structure: {
        name: 'Exchange Rates',
        dimensions: {
          series: [
            one('FREQ', 'D'),
            { id: 'CURRENCY', values: currencies.map((id) => ({ id })) },
            one('CURRENCY_DENOM', 'EUR'),
            one('EXR_TYPE', 'SP00'),
            one('EXR_SUFFIX', 'A'),
          ],
          observation: [{ id: 'TIME_PERIOD', role: 'time', values: days.map((day) => ({ id: isoDay(day) })) }],
        },
      },
    });
  };

/** Days from the first to the last one on which the bank published, in milliseconds since 1970. */
function publishedDays({ start, asOf, referenceRates }: World, from: number, to: number): number[] {
  if (!referenceRates) return [];
  const days: number[] = [];
  // The bank is older than the world: its first days have the rates of the opening.
  for (let day = Math.max(from, start - 14 * DAY_MS); day <= to && day + PUBLISHED_AT <= asOf; day += DAY_MS)
    if (isBusinessDay(day)) days.push(day);
  return days;
}

const refusal = (status: number, body: string): TwinAnswer => ({
  status,
  headers: { 'content-type': 'text/plain' },
  body,
});

export const ecbRefusal = (): TwinAnswer => ({ ...refusal(429, 'Too Many Requests'), headers: { 'retry-after': '5' } });
