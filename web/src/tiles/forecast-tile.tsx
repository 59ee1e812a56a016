import { useState } from 'preact/hooks';
import type { ForecastBody } from '../../../lambdas/contracts/tile/series-bodies.ts';
import { Chart } from '../chart/chart.tsx';
import { type DataTableProps, Scrolling } from '../elements/data-table.tsx';
import { count, dayYear, MISSING } from '../format.ts';
import { TileFrame } from '../tile/tile-frame.tsx';
import type { KindProps } from './kind-props.ts';

type Item = ForecastBody['items'][number];

const stockText = ({ available, incoming, runs_out_in }: Item) => {
  if (available === null) return MISSING;
  if (runs_out_in === null) return available <= 0 && (incoming ?? 0) > 0 ? 'out, more is due' : 'lasts';
  return runs_out_in === 0 ? 'out now' : `out in ${runs_out_in} d`;
};

const labelOf = ({ title, total }: Item, days: number) =>
  `${title}: expected ${count(total.middle)} units in the next ${days} days, 80% between ${count(total.low)} and ${count(total.high)}.`;

const tableOf = ({ title, actual, forecast }: Item): DataTableProps => ({
  caption: `Units of ${title}`,
  heads: ['Week from', 'Sold', 'Low', 'Expected', 'High'],
  rows: [
    ...actual.map(({ from, units }) => [dayYear(from), count(units), '', '', '']),
    ...forecast.map(({ from, low, middle, high }) => [dayYear(from), '', count(low), count(middle), count(high)]),
  ],
});

interface RowProps {
  readonly item: Item;
  readonly isSelected: boolean;
  select(): void;
}

const Row = ({ item, isSelected, select }: RowProps) => (
  <tr onClick={select} class={isSelected ? 'selected' : undefined}>
    <th scope="row">
      <button type="button" aria-pressed={isSelected}>
        {item.title}
      </button>
    </th>
    <td class="right range-cell">
      {count(item.total.middle)}{' '}
      <small>
        {count(item.total.low)}–{count(item.total.high)}
      </small>
    </td>
    <td class="right wide-cell">
      {item.available === null ? MISSING : count(item.available)}
      {item.incoming ? <small> +{count(item.incoming)} due</small> : ''}
    </td>
    <td class="right nowrap">
      <span class={item.runs_out_in === null ? 'muted' : 'change bad'}>{stockText(item)}</span>
    </td>
  </tr>
);

/** Best sellers with their forecasts; one of them as a chart. */
export default function ForecastTile({ tile, span }: KindProps<'forecast'>) {
  const { items, horizon_days: days } = tile.body;
  const [key, setKey] = useState(items[0]?.product_key);
  const selected = items.find(({ product_key }) => product_key === key) ?? items[0]!;
  return (
    <TileFrame tile={tile} span={span} table={tableOf(selected)}>
      <div class="forecast">
        <div>
          <p class="plot-title">
            {selected.title}
            <span class="sub">
              {'  '}
              {selected.sku}, {selected.model.replaceAll('_', ' ')}
            </span>
          </p>
          <div class="legend">
            <span>
              <i class="swatch line c1" />
              Units sold by week
            </span>
            <span>
              <i class="swatch dash" />
              Expected
            </span>
            <span>
              <i class="swatch s3" />
              80% range
            </span>
          </div>
          <Chart
            label={labelOf(selected, days)}
            of={selected}
            draw={(charts, element, read) => charts.drawForecast(element, selected, read)}
          />
        </div>
        <Scrolling label="Best sellers">
          <table class="forecast-rows">
            <caption class="vh">Expected units of the best sellers in the next {days} days</caption>
            <thead>
              <tr>
                <th scope="col">Product</th>
                <th scope="col" class="right">
                  Expected, 80%
                </th>
                <th scope="col" class="right wide-cell">
                  Available
                </th>
                <th scope="col" class="right">
                  Stock
                </th>
              </tr>
            </thead>
            <tbody>
              {items.map((item) => (
                <Row
                  key={item.product_key}
                  item={item}
                  isSelected={item === selected}
                  select={() => setKey(item.product_key)}
                />
              ))}
            </tbody>
          </table>
        </Scrolling>
      </div>
    </TileFrame>
  );
}
