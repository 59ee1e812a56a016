import { move, readAddress } from '../address.ts';
import { closeDialog, openDialog } from '../dialog.ts';
import { h } from '../dom.ts';
import { ReadError, readMetric, readTile } from '../published.ts';
import { middle } from '../tile-frame.ts';
import type { View } from '../view.ts';
import { metricBody } from './metric-body.ts';
import { tileBody } from './tile-body.ts';

const leave = () => move({ drawer: null });
const foot = () => [
  h('span', {}, `Link: ${location.pathname}${location.search}${location.hash}`),
  h('span', { class: 'push' }, h('kbd', {}, 'Esc'), ' close'),
];

/** Shows what the address asks for: a metric's definition, or how a tile is made. */
export async function showDrawer(view: View): Promise<void> {
  const { drawer } = readAddress();
  if (!drawer) return closeDialog();
  const [kind, name = ''] = drawer.split('/');
  if (kind !== 'metric' && kind !== 'tile') return closeDialog();
  try {
    if (kind === 'metric') {
      const card = await readMetric(name);
      if (readAddress().drawer === drawer)
        openDialog(`Metric, ${card.owner}`, card.name, metricBody(card, view), foot(), leave);
    } else {
      const tile = await readTile(name);
      if (readAddress().drawer === drawer) openDialog('Tile', tile.title, tileBody(tile), foot(), leave);
    }
  } catch (error) {
    const code = error instanceof ReadError ? error.code : 'unknown';
    openDialog(
      kind === 'metric' ? 'Metric' : 'Tile',
      name.replaceAll('_', ' '),
      [
        middle(
          'warning',
          'This definition could not be read',
          'It may belong to another version.',
          h('code', {}, code),
        ),
      ],
      foot(),
      leave,
    );
  }
}
