import type { StatusSummary } from '../../lambdas/contracts/status-summary.ts';
import type { Tile } from '../../lambdas/contracts/tile/tile.ts';
import { moment } from './format.ts';

const bare = (table: string) => table.split('.').at(-1) ?? table;

/**
 * A tile on a table that failed in the newest build shows the last good version and says so: its numbers passed their
 * gate, but are outdated.
 */
export function asLastGood(tile: Tile, summary: StatusSummary | undefined): Tile {
  if (summary?.last_run?.outcome !== 'held_back' || !summary.served) return tile;
  if (tile.state.kind === 'empty' || tile.state.kind === 'hidden') return tile;
  const below = new Set(tile.lineage.flatMap(({ names }) => names));
  const wrong = summary.blocked.find(({ table }) => below.has(bare(table)));
  if (!wrong && summary.blocked_complete) return tile;
  const found = wrong
    ? `${wrong.check}${wrong.check.includes(' on ') ? '' : ` on ${bare(wrong.table)}`}`
    : 'many checks';
  return {
    ...tile,
    state: {
      kind: 'stale',
      note: [
        { text: `Version of ${moment(summary.served.published_at)}.`, strong: true },
        { text: ` The newest build was held back: ${found}.` },
      ],
    },
  };
}
