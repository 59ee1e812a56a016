// The table of docs/marts.md is printed from the headers. Accept a change with `npm run golden:accept`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Model } from '../../../lambdas/sql/library.ts';
import { library } from '../../helpers/library.ts';

const PAGE = fileURLToPath(new URL('../../../docs/marts.md', import.meta.url));
const TABLE = /(?<=<!-- printed from the headers below sql\/models\/marts -->\n)[\s\S]*?(?=\n<!-- end -->)/;

const cell = ({ name, header, file }: Model) =>
  `| [\`${name}\`](../sql/${file}) | ${header.grain.replace(/^one row per /, '')} | ${Object.keys(header.columns).join(', ')} |`;

const printed = () => {
  const marts = [...library.models.values()].filter(({ layer }) => layer === 'marts');
  return ['| mart | one row per | columns |', '|---|---|---|', ...marts.map(cell)].join('\n');
};

it('docs/marts.md lists every mart with its columns', () => {
  const page = readFileSync(PAGE, 'utf8');
  if (process.env.GOLDEN_ACCEPT)
    writeFileSync(
      PAGE,
      page.replace(TABLE, () => printed()),
    );
  expect(TABLE.exec(readFileSync(PAGE, 'utf8'))?.[0]).toBe(printed());
});
