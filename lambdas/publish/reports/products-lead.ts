import type { Sentence } from '../../contracts/tile/sentence.ts';
import type { Cell, TableBody } from '../../contracts/tile/table-bodies.ts';
import type { Tile } from '../../contracts/tile/tile.ts';
import { figure, say, stress } from './sentence.ts';

/** The page's first sentence: the product that grew most, and the one that declined most, as its two tables list them. */
export function productsLead(tiles: readonly Tile[]): Sentence {
  const grown = firstOf(tiles, 'products_growing');
  const declined = firstOf(tiles, 'products_declining');
  if (!grown && !declined) return []; // the tables say why
  const told = (product: { readonly name: string; readonly change: number }, verb: string): Sentence => [
    stress(`${product.name} ${verb} most, by `),
    figure(Math.abs(product.change), 'money'),
  ];
  return [
    ...(grown ? told(grown, 'grew') : []),
    ...(grown && declined ? [stress('; ')] : []),
    ...(declined ? told(declined, 'declined') : []),
    stress('.'),
    say(' The last 13 weeks beside those before, over all shops.'),
  ];
}

function firstOf(tiles: readonly Tile[], name: string): { readonly name: string; readonly change: number } | undefined {
  const body = tiles.find((tile) => tile.name === name)?.body;
  if (body?.kind !== 'table' || !body.rows[0]) return undefined;
  const cell = (key: string) => cellOf(body, body.rows[0]!, key);
  return { name: String(cell('product')), change: Number(cell('change')) };
}

const cellOf = ({ columns }: TableBody, row: readonly Cell[], key: string): Cell | undefined =>
  row[columns.findIndex((column) => column.key === key)];
