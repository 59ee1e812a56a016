import { useState } from 'preact/hooks';
import { move, useAddress } from '../../address.ts';
import { Scrolling } from '../../elements/data-table.tsx';
import { change as changeText, dayYear, full, MISSING, short, signed, span as spanText } from '../../format.ts';
import { usePage } from '../../page-context.ts';
import { onlyText } from '../../sums/filters.ts';
import { useDays } from '../../sums/use-days.ts';
import { TileFrame } from '../../tile/tile-frame.tsx';
import type { KindProps } from '../kind-props.ts';
import { chosenOf } from './chosen.ts';
import { Controls } from './controls.tsx';
import { csvOfLines } from './csv-of-lines.ts';
import { type Line, linesOf } from './lines.ts';

/** Lines that stand on the page before somebody asks for all of them. */
const SHORT = 12;

/** Metrics by shop, country or kind of customer, over any days, with what each value did to the change. */
export default function BreakdownTile({ tile, span }: KindProps<'breakdown'>) {
  const { view } = usePage();
  const address = useAddress();
  const [isWhole, setWhole] = useState(false);
  const { body, currency } = tile;
  /** Filters and rows are those of the page: a breakdown of something else shows its first dimension, and is not looked into. */
  const isOfPage = view.sums === tile.name;
  const chosen = chosenOf(body, view, isOfPage ? address.by : null);
  const { rows, isReading, isFailed } = useDays(body, [chosen.range, chosen.baseline]);
  const lines = isReading || isFailed ? [] : linesOf(body, rows, chosen);
  const total = lines.at(-1);
  const [first] = body.metrics;
  const dimension = body.dimensions[chosen.by]!;
  const against = chosen.baseline
    ? `against ${spanText(chosen.baseline.from, chosen.baseline.to)}`
    : view.options.length > 0
      ? 'compared with nothing'
      : `nothing to compare with before ${dayYear(body.first_day)}`;
  /** A value is looked into: it becomes a filter, and the next dimension without one makes the rows. */
  const lookInto = ({ place }: Line) => {
    const next = body.dimensions.findIndex((_, at) => at !== chosen.by && !chosen.only.has(at));
    const by = next < 0 ? address.by : body.dimensions[next]!.dimension;
    move({ only: onlyText(body.dimensions, chosen.only, chosen.by, place), by });
  };
  const relative = ({ before, change }: Line) =>
    change === null || !before || before < 0 ? MISSING : changeText(change / before, 'money');
  return (
    <TileFrame
      tile={tile}
      span={span}
      method="Added up from sums by day"
      csv={lines.length > 0 ? csvOfLines(body, chosen, lines) : undefined}
      followsFilters={chosen.left.length === 0}
      control={isOfPage && <Controls body={body} chosen={chosen} />}
    >
      {isReading && <p class="note">Reading the days …</p>}
      {isFailed && <p class="note">The days could not be read. Reload the page to try again.</p>}
      {total && first && (
        <>
          <p class="headline">
            {first.name} {spanText(chosen.range.from, chosen.range.to)}:{' '}
            <b>{short(total.values[0] ?? null, first.unit, currency)}</b>
            {total.change !== null && (
              <>
                , <b>{signed(total.change, first.unit, currency)}</b> ({relative(total)})
              </>
            )}{' '}
            {against}.
          </p>
          <Scrolling label={`${tile.title} by ${dimension.name}`}>
            <table class="breakdown" data-rows={lines.length - 1}>
              <caption class="vh">
                {tile.title} by {dimension.name}
              </caption>
              <thead>
                <tr>
                  <th scope="col">{dimension.name}</th>
                  <th scope="col" class="right">
                    {first.name}
                  </th>
                  <th scope="col" class="right">
                    Change
                  </th>
                  <th scope="col" class="right">
                    in %
                  </th>
                  {body.metrics.slice(1, body.columns).map(({ metric, name }) => (
                    <th key={metric} scope="col" class="right">
                      {name}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {(isWhole ? lines : [...lines.slice(0, -1).slice(0, SHORT), total]).map((line) => (
                  <tr key={line.name} class={line.place === undefined ? 'total' : undefined}>
                    <th scope="row">
                      {line.place === undefined || !isOfPage ? (
                        line.name
                      ) : (
                        <button type="button" title={`Look into ${line.name}`} onClick={() => lookInto(line)}>
                          {line.name}
                        </button>
                      )}
                    </th>
                    <td class="right">{full(line.values[0] ?? null, first.unit, currency)}</td>
                    <td class="right">
                      {line.change !== null && line.change > 0 && '+'}
                      {full(line.change, first.unit, currency)}
                    </td>
                    <td class="right">{relative(line)}</td>
                    {body.metrics.slice(1, body.columns).map(({ metric, unit }, at) => (
                      <td key={metric} class="right">
                        {full(line.values[at + 1] ?? null, unit, currency)}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </Scrolling>
          {lines.length - 1 > SHORT && (
            <p class="note">
              <button type="button" class="button" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
                {isWhole ? `Show the first ${SHORT}` : `Show all ${lines.length - 1}`}
              </button>
            </p>
          )}
        </>
      )}
    </TileFrame>
  );
}
