import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { type Child, h } from '../dom.ts';
import { lineageSection } from './lineage-section.ts';
import { sqlSection } from './sql-section.ts';
import { checksSection, facts } from './trust-sections.ts';

/** How a tile is made. */
export const tileBody = (tile: Tile): Child[] => [
  facts(tile.trust, tile.metrics.length > 0 ? 'see metrics' : 'data', tile.name),
  h('section', {}, h('h3', {}, 'How this is made'), h('p', {}, tile.about)),
  tile.metrics.length > 0 &&
    h(
      'section',
      {},
      h('h3', {}, 'Metrics'),
      h(
        'div',
        { class: 'tags' },
        tile.metrics.map((metric) =>
          h('a', { class: 'tag accent', href: `#metric/${metric}` }, metric.replaceAll('_', ' ')),
        ),
      ),
    ),
  sqlSection(tile.sql),
  lineageSection(tile.lineage, tile.trust),
  checksSection(tile.trust),
];
