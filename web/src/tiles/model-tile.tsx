import type { ModelBody } from '../../../lambdas/contracts/tile/card-bodies.ts';
import { Scrolling } from '../elements/data-table.tsx';
import { count, dayYear } from '../format.ts';
import { TileFrame } from '../tile/tile-frame.tsx';
import type { KindProps } from './kind-props.ts';

type Item = ModelBody['items'][number];
type Measure = Item['measures'][number];

const figure = (value: number) => (Math.abs(value) >= 100 ? count(value) : value.toPrecision(3).replace('-', '\u2212'));

/** Better or worse than the strongest rival, as a word and a shape. */
function comparisonWord({ better, value, rivals: [rival] }: Measure): string {
  if (rival === undefined || rival === null || better === 'none') return '';
  if (value === rival) return 'equal';
  return (better === 'up') === value > rival ? '▲ better' : '▼ worse';
}

const rivalsOf = ({ rivals }: Measure, names: readonly string[]): string =>
  names
    .map((name, at) => `${name} ${rivals[at] === null || rivals[at] === undefined ? '–' : figure(rivals[at])}`)
    .join(' · ');

function MeasureRow({ measure, names }: { measure: Measure; names: readonly string[] }) {
  const word = comparisonWord(measure);
  return (
    <tr>
      <th scope="row">
        {measure.label}
        {word && <div class={`change ${word.startsWith('▼') ? 'bad' : ''}`}>{word}</div>}
        {/* Below instead of beside: three rivals would not fit a third of a laptop's page. */}
        {names.length > 0 && <div class="sub">{rivalsOf(measure, names)}</div>}
      </th>
      <td class="right">{figure(measure.value)}</td>
    </tr>
  );
}

const Model = ({ item }: { item: Item }) => (
  <div class="model">
    <h3>
      {item.title}
      <span class="tag">{item.model}</span>
      {item.serves === 'simple rule' && <span class="tag warn">simple rule serves</span>}
    </h3>
    {item.notice && <p class="headline">{item.notice}</p>}
    <Scrolling label={`Measures of ${item.title}`}>
      <table>
        <caption class="vh">Measures of {item.title} beside its rivals</caption>
        <thead>
          <tr>
            <th scope="col">On a later period</th>
            <th scope="col" class="right">
              Served
            </th>
          </tr>
        </thead>
        <tbody>
          {item.measures.map((measure) => (
            <MeasureRow measure={measure} names={item.rivals} />
          ))}
        </tbody>
      </table>
    </Scrolling>
    <p class="sub">
      Trained on {count(item.rows)} rows, {count(item.features)} {item.features === 1 ? 'feature' : 'features'}, as of{' '}
      {dayYear(item.as_of)}.
    </p>
  </div>
);

export default function ModelTile({ tile, span }: KindProps<'models'>) {
  return (
    <TileFrame tile={tile} span={span}>
      <div class="models">
        {tile.body.items.map((item) => (
          <Model key={item.name} item={item} />
        ))}
      </div>
    </TileFrame>
  );
}
