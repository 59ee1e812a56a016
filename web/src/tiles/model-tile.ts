import type { ModelBody } from '../../../lambdas/contracts/tile/card-bodies.ts';
import { scrolling } from '../data-table.ts';
import { h } from '../dom.ts';
import { count, dayYear } from '../format.ts';
import type { TileParts } from '../tile-frame.ts';

type Measure = ModelBody['items'][number]['measures'][number];

const figure = (value: number) => (Math.abs(value) >= 100 ? count(value) : value.toPrecision(3).replace('-', '\u2212'));

/** Better or worse than the strongest rival, in a word and a shape. */
function verdict({ better, value, rivals: [rival] }: Measure): string {
  if (rival === undefined || rival === null || better === 'none') return '';
  if (value === rival) return 'equal';
  return (better === 'up') === value > rival ? '▲ better' : '▼ worse';
}

const rivalsOf = ({ rivals }: Measure, names: readonly string[]): string =>
  names
    .map((name, at) => `${name} ${rivals[at] === null || rivals[at] === undefined ? '–' : figure(rivals[at])}`)
    .join(' · ');

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
          item.serves === 'simple rule' && h('span', { class: 'tag warn' }, 'simple rule serves'),
        ),
        item.notice && h('p', { class: 'finding' }, item.notice),
        scrolling(
          `Measures of ${item.title}`,
          h(
            'table',
            {},
            h('caption', { class: 'vh' }, `Measures of ${item.title} beside its rivals`),
            h(
              'thead',
              {},
              h(
                'tr',
                {},
                h('th', { scope: 'col' }, 'On a later period'),
                h('th', { scope: 'col', class: 'right' }, 'Served'),
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
                  h(
                    'th',
                    { scope: 'row' },
                    measure.label,
                    word && h('div', { class: `change ${word.startsWith('▼') ? 'bad' : ''}` }, word),
                    // Beneath, not beside: three rivals would not fit a third of a laptop's page.
                    item.rivals.length > 0 && h('div', { class: 'sub' }, rivalsOf(measure, item.rivals)),
                  ),
                  h('td', { class: 'right' }, figure(measure.value)),
                );
              }),
            ),
          ),
        ),
        h(
          'p',
          { class: 'sub' },
          `Trained on ${count(item.rows)} rows, ${count(item.features)} ${item.features === 1 ? 'feature' : 'features'}, as of ${dayYear(item.as_of)}.`,
        ),
      ),
    ),
  ),
});
