import type { StatusDocument } from '../../lambdas/contracts/status.ts';
import type { Tile } from '../../lambdas/contracts/tile/tile.ts';
import { moment } from './format.ts';

const bare = (table: string) => table.split('.').at(-1) ?? table;

/**
 * A tile above a table that the newest build got wrong shows the last good version and says so: its numbers passed their gate, but are
 * older than they should be.
 */
export function asLastGood(tile: Tile, status: StatusDocument | undefined): Tile {
  if (status?.last_run?.outcome !== 'held_back' || !status.served) return tile;
  const below = new Set(tile.lineage.flatMap(({ names }) => names));
  const wrong = status.checks.find(
    ({ outcome, severity, table }) =>
      outcome !== 'pass' && (severity === 'error' || severity === 'page') && below.has(bare(table)),
  );
  if (!wrong || tile.state.kind === 'empty' || tile.state.kind === 'hidden') return tile;
  const where = `${bare(wrong.table)}${wrong.column ? `.${wrong.column}` : ''}`;
  return {
    ...tile,
    state: {
      kind: 'stale',
      note: [
        { text: `Version of ${moment(status.served.published_at)}.`, strong: true },
        { text: ` The newest build was held back: ${wrong.check} on ${where}.` },
      ],
    },
  };
}
