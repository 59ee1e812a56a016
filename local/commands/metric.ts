import { filesystemStore } from '../../lambdas/adapters/filesystem/object-store.ts';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import type { Answer, Cell } from '../../lambdas/metrics/answer-ports.ts';
import { homeAt } from '../home.ts';
import { MetricDesk } from '../metric.ts';
import { defineCommand, HOME, say } from './command.ts';

const JSON_OR_CSV = ['json', 'csv'] as const;

export default defineCommand({
  help: `  npm run -s metric -- NAME [--by month,shop] [--from 2026-01-01] [--to 2026-09-30] [--where country=DE]... [--vs last-year]
                                             a metric of the published marts, by periods (day, week, month, quarter, year) and
                                             dimensions; of two filters on one dimension either may hold; country= means unknown.
                                             --json or --csv in place of a table; --home DIR`,
  options: {
    ...HOME,
    by: { type: 'string', default: '' },
    from: { type: 'string' },
    to: { type: 'string' },
    where: { type: 'string', multiple: true },
    vs: { type: 'string' },
    json: { type: 'boolean' },
    csv: { type: 'boolean' },
  },
  words: true,
  run: async ({ home: folder, by, from, to, where, vs, ...forms }, [metric, ...more]) => {
    if (metric === undefined || more.length > 0)
      throw new ConfigError('name one metric: npm run -s metric -- net_sales --by month,shop');
    const [form, other] = JSON_OR_CSV.filter((one) => forms[one]);
    if (other !== undefined) throw new ConfigError('--json and --csv are two forms; give one');
    const home = homeAt(folder);
    const dimensions = by.split(',').filter((one) => one !== '');
    const asked = { metric, by: dimensions, from, to, where, vs };
    const desk = new MetricDesk(home, filesystemStore(home.root));
    const answer = await desk.ask(withoutUndefined(asked)).finally(() => desk.close());
    say(form === 'json' ? `${JSON.stringify(answer)}\n` : form === 'csv' ? csvOf(answer) : tableOf(answer));
    return 0;
  },
});

const withoutUndefined = <T extends object>(record: T) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [Name in keyof T]: Exclude<T[Name], undefined>;
  };

const textOf = (cell: Cell): string =>
  cell === null || cell === undefined ? '' : typeof cell === 'string' ? cell : JSON.stringify(cell);

/** RFC 4180; a spreadsheet must not take a value of the shop for a formula. */
function csvOf({ columns, rows }: Answer): string {
  const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const safe = (cell: Cell) => (typeof cell === 'string' && /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : textOf(cell));
  return [columns, ...rows].map((cells) => `${cells.map((cell) => quoted(safe(cell))).join(',')}\r\n`).join('');
}

/** A table is for people: amounts to the cent, changes and shares in per cent. JSON and CSV have every digit. */
function shownAs(column: string, unit: string): (cell: Cell) => string {
  const isFigure = column === 'value' || column === 'before';
  const per = (cell: Cell, digits: number) => (Number(textOf(cell)) * 100).toFixed(digits);
  if (column === 'change')
    return (cell) => (cell === null ? '' : `${Number(textOf(cell)) > 0 ? '+' : ''}${per(cell, 1)} %`);
  if (isFigure && unit === 'share') return (cell) => (cell === null ? '' : `${per(cell, 2)} %`);
  if (isFigure && unit !== 'count') return (cell) => (cell === null ? '' : Number(textOf(cell)).toFixed(2));
  return textOf;
}

function tableOf({
  name,
  formula,
  unit,
  columns,
  rows,
  outside,
  version,
}: Answer & { readonly version: string }): string {
  const show = columns.map((column) => shownAs(column, unit));
  const lines = [columns, ...rows.map((cells) => cells.map((cell, at) => show[at]!(cell)))];
  const widths = columns.map((_, at) => Math.max(...lines.map((cells) => cells[at]!.length)));
  const isNumber = (at: number) => rows.some((cells) => typeof cells[at] !== 'string' && cells[at] !== null);
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, at) => (isNumber(at) ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!)))
      .join('  ')
      .trimEnd();
  const without = outside.map(({ currency, rows: count }) => `${count} rows in ${currency}`).join(', ');
  const left = without ? `\nLeft out, for want of a rate: ${without}. Ask --by currency to see them.\n` : '';
  return `${name}: ${formula} · version ${version}\n\n${lines.map(line).join('\n')}\n${left}`;
}
