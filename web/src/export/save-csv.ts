import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { type Csv, csvText } from './csv.ts';
import { csvOfBody } from './csv-of-body.ts';
import { save } from './save.ts';

/** Saves the data of a tile: those shown, where it has chosen them, else those published. */
export async function saveCsv(name: string, { body, currency }: Tile, shown: Csv | undefined): Promise<void> {
  const csv = shown ?? (await csvOfBody(body, currency));
  if (csv) save(`${name}.csv`, new Blob([csvText(csv)], { type: 'text/csv' }));
}
