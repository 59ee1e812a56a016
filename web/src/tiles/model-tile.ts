import type { ModelBody } from '../../../lambdas/contracts/tile/card-bodies.ts';
import { h } from '../dom.ts';
import { count, dayYear } from '../format.ts';
import type { TileParts } from '../tile-frame.ts';

type Measure = ModelBody['items'][number]['measures'][number];

const figure = (value: number) => (Math.abs(value) >= 100 ? count(value) : value.toPrecision(3).replace('-', '\u2212'));

/** Better or worse than the baseline, in a word and a shape. */
function verdict({ better, value, baseline }: Measure): string {
  if (baseline === null || better === 'none') return '';
  if (value === baseline) return 'equal';
  return (better === 'up') === value > baseline ? '▲ better' : '▼ worse';
}

export const modelTile = (body: ModelBody): TileParts => ({
  body: h(
    'div',
    { class: 'models' },
    body.items.map((item) =>
      h(
        'div',
        { class: 'model' },
        h(
          'h3',
          {},
          item.title,
          h('span', { class: 'tag' }, item.model),
          item.model === item.baseline && h('span', { class: 'tag warn' }, 'baseline serves'),
        ),
        item.notice && h('p', { class: 'finding' }, item.notice),
        h(
          'table',
          {},
          h('caption', { class: 'vh' }, `Measures of ${item.title} beside its baseline`),
          h(
            'thead',
            {},
            h(
              'tr',
              {},
              h('th', { scope: 'col' }, 'On a later period'),
              h('th', { scope: 'col', class: 'right' }, 'Model'),
              h('th', { scope: 'col', class: 'right' }, 'Baseline'),
              h('th', { scope: 'col', class: 'right wide-cell' }, 'Verdict'),
            ),
          ),
          h(
            'tbody',
            {},
            item.measures.map((measure) => {
              const word = verdict(measure);
              return h(
                'tr',
                {},
                h('th', { scope: 'row' }, measure.label),
                h('td', { class: 'right' }, figure(measure.value)),
                h('td', { class: 'right muted' }, measure.baseline === null ? '–' : figure(measure.baseline)),
                h(
                  'td',
                  { class: 'right nowrap wide-cell' },
                  h('span', { class: `change ${word.startsWith('▼') ? 'bad' : ''}` }, word),
                ),
              );
            }),
          ),
        ),
        h(
          'p',
          { class: 'sub' },
          `Baseline: ${item.baseline}. Trained on ${count(item.rows)} rows, ${count(item.features)} ${item.features === 1 ? 'feature' : 'features'}, as of ${dayYear(item.as_of)}.`,
        ),
      ),
    ),
  ),
});
