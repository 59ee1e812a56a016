import type { TableBody } from '../../../lambdas/contracts/tile/table-bodies.ts';
import type { TileBody } from '../../../lambdas/contracts/tile/tile.ts';
import { readRows } from '../data/published.ts';
import { sentenceText } from '../format.ts';
import type { Csv } from './csv.ts';

async function tableRows({ columns, rows, more = [] }: TableBody): Promise<Csv> {
  const parts = await Promise.all(more.map(readRows));
  const all = [...rows, ...parts.flatMap((part) => part.rows)];
  const flat = all.map((cells) => cells.map((cell) => (Array.isArray(cell) ? cell.join('; ') : cell)));
  return [columns.map(({ label }) => label), ...flat];
}

/** The data of a tile as it was published; of a long table all rows. Undefined for a tile without data. */
export async function csvOfBody(body: TileBody, currency: string | null): Promise<Csv | undefined> {
  switch (body.kind) {
    case 'table':
      return tableRows(body);
    case 'trend':
      return [
        ['day', 'net sales', body.baseline ?? 'before'],
        ...body.days.map(({ day, value, baseline }) => [day, value, baseline]),
        ['week from', 'net sales', body.baseline ?? 'before', 'days'],
        ...body.weeks.map(({ from, days, value, baseline }) => [from, value, baseline, days]),
      ];
    case 'split':
      return [
        ['week from', 'days', ...body.names],
        ...body.weeks.map(({ from, days, values }) => [from, days, ...values]),
      ];
    case 'cohorts': {
      const months = Math.max(0, ...body.rows.map(({ cells }) => cells.length));
      return [
        ['first order', 'people', ...Array.from({ length: months }, (_, at) => `month ${at + 1}`)],
        ...body.rows.map(({ month, customers, cells }) => [month, customers, ...cells.map(({ rate }) => rate)]),
      ];
    }
    case 'forecast':
      return [
        ['sku', 'product', 'week from', 'units', 'low', 'high'],
        ...body.items.flatMap(({ sku, title, actual, forecast }) => [
          ...actual.map(({ from, units }) => [sku, title, from, units]),
          ...forecast.map(({ from, low, middle, high }) => [sku, title, from, middle, low, high]),
        ]),
      ];
    case 'pacing':
      return [
        ['figure', 'so far', 'plan to date', 'plan', 'low', 'middle', 'high', 'chance', 'needed per day'],
        ...body.items.map(({ name, to_date, target_to_date, target, month_end: end, chance, needed_per_day }) => [
          ...[name, to_date, target_to_date, target],
          ...[end?.low, end?.middle, end?.high, chance, needed_per_day],
        ]),
      ];
    case 'actions':
      return [
        ['severity', 'title', 'text'],
        ...body.items.map(({ severity, title, text }) => [
          ...[severity, sentenceText(title, currency), sentenceText(text, currency)],
        ]),
      ];
    case 'models':
      return [
        ['model', 'measure', 'value'],
        ...body.items.flatMap(({ title, measures }) => measures.map(({ label, value }) => [title, label, value])),
      ];
    default:
      return undefined;
  }
}
