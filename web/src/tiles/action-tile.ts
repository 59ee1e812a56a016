import type { Severity } from '../../../lambdas/contracts/quality.ts';
import type { ActionBody } from '../../../lambdas/contracts/tile/card-bodies.ts';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { h, svg } from '../dom.ts';
import { sentence } from '../sentence.ts';
import { middle, type TileParts } from '../tile-frame.ts';

/** ▲ page and error, ◆ warn, ○ note: shape and colour, and a word for those who see neither. */
export function severityMark(severity: Severity): SVGElement {
  const shape =
    severity === 'note'
      ? svg('circle', { cx: 5, cy: 5, r: 3.75, fill: 'none', stroke: 'var(--ink-3)', 'stroke-width': 1.5 })
      : severity === 'warn'
        ? svg('path', { d: 'M5 0 10 5 5 10 0 5Z', fill: 'var(--warn-fill)' })
        : svg('path', { d: 'M5 .5 10 9.5H0Z', fill: 'var(--bad-fill)' });
  return svg('svg', { class: 'mark', viewBox: '0 0 10 10', role: 'img', 'aria-label': severity }, shape);
}

export const actionTile = (tile: Tile, body: ActionBody): TileParts => ({
  body:
    body.items.length === 0
      ? middle('yes', 'Nothing needs you now', 'Stock lasts, checks pass, and nobody new is at risk.')
      : h(
          'ul',
          {},
          body.items.map((item) =>
            h(
              'li',
              { class: 'action' },
              severityMark(item.severity),
              h('div', {}, sentence(item.title, tile.currency)),
              h('p', {}, sentence(item.text, tile.currency), ' ', h('a', { href: item.link.to }, item.link.label)),
            ),
          ),
        ),
});
