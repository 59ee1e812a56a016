// The tables of docs/marts.md are printed from the headers. Accept a change with `npm run golden:accept`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { library } from '../../helpers/library.ts';

const PAGE = fileURLToPath(new URL('../../../docs/marts.md', import.meta.url));
const tableOf = (folder: string) =>
  new RegExp(`(?<=<!-- printed from the headers below sql/${folder} -->\\n)[\\s\\S]*?(?=\\n?<!-- end -->)`);

/** One row per file, with what a row of it stands for. */
const row = (name: string, file: string, grain: string, ...cells: readonly string[]) =>
  `| ${[`[\`${name}\`](../${file})`, grain.replace(/^one row per /, ''), ...cells].join(' | ')} |`;
const columnsOf = ({ columns }: { columns: object }) => Object.keys(columns).join(', ');

const marts = () => [
  '| mart | one row per | columns |',
  '|---|---|---|',
  ...[...library.models.values()]
    .filter(({ layer }) => layer === 'marts')
    .map(({ name, file, header }) => row(name, `sql/${file}`, header.grain, columnsOf(header))),
];

const entities = () => [
  '| entity | one row per | vendors | columns |',
  '|---|---|---|---|',
  ...[...library.entities.values()].map(({ name, file, header, parts }) =>
    row(name, file, header.grain, parts.map((part) => part.split('__')[1]).join(', '), columnsOf(header)),
  ),
];

const NEWS = { up: 'good', down: 'bad', none: 'neither' };
const limit = (word: string, value?: number) => (value === undefined ? [] : [`${word} ${value}`]);

const metrics = () => [
  '| metric | name | formula | unit | kind | a rise is | limits | owner |',
  '|---|---|---|---|---|---|---|---|',
  ...[...library.metrics.values()].map(({ metric, file, name, formula, unit, kind, polarity, tests, owner }) => {
    const limits = [...limit('min', tests.min), ...limit('max', tests.max)].join(', ');
    return row(metric, file, name, formula, unit, kind, NEWS[polarity], limits, owner);
  }),
];

it.each([
  ['mart', 'models/marts', marts],
  ['entity', 'entities', entities],
  ['metric', 'metrics', metrics],
])('docs/marts.md lists every %s as its header declares it', (_, folder, lines) => {
  const table = tableOf(folder);
  const printed = lines().join('\n');
  if (process.env.GOLDEN_ACCEPT) {
    const page = readFileSync(PAGE, 'utf8');
    writeFileSync(
      PAGE,
      page.replace(table, () => (table.exec(page)?.[0] === '' ? `${printed}\n` : printed)),
    );
  }
  expect(table.exec(readFileSync(PAGE, 'utf8'))?.[0]).toBe(printed);
});
