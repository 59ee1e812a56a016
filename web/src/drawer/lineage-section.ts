import type { LineageStep, Trust } from '../../../lambdas/contracts/tile/trust.ts';
import { h } from '../dom.ts';

const LAYER: Readonly<Record<LineageStep['layer'], string>> = {
  source: 'API field',
  raw: 'Landing and raw',
  staging: 'Staging',
  intermediate: 'Intermediate',
  model: 'Model',
  mart: 'Mart',
  metric: 'Metric',
  tile: 'Tile',
};

/** The way from the source to here; where a check failed, it says so. */
export function lineageSection(lineage: readonly LineageStep[], trust: Trust): HTMLElement {
  const failing = new Set(trust.failed.map(({ table }) => table.split('.').at(-1)));
  return h(
    'section',
    {},
    h('h3', {}, 'Where it comes from'),
    h(
      'ol',
      { class: 'lineage' },
      lineage.map(({ layer, names }) => {
        const warned = names.some((name) => failing.has(name));
        return h(
          'li',
          {},
          h('span', { class: `dot${warned ? ' late' : ''}` }),
          h(
            'div',
            {},
            h('b', {}, names.slice(0, 8).join(', '), names.length > 8 && ` and ${names.length - 8} more`),
            h('span', {}, LAYER[layer]),
          ),
          h('span', { class: 'muted' }, warned ? 'check failed' : ''),
        );
      }),
    ),
  );
}
