import type { TrendBody } from '../../../lambdas/contracts/tile/series-bodies.ts';
import { axis, day, dayYear, short, weekdayYear } from '../format.ts';
import { common, draw, hatch, readColours, tip } from './canvas.ts';
import type { Drawn } from './drawn.ts';

interface Point {
  readonly from: string;
  readonly value: number | null;
  readonly baseline: number | null;
  readonly partial: number | null;
}

interface TrendOptions {
  readonly body: TrendBody;
  readonly grain: 'week' | 'day';
  readonly steps: number;
  readonly currency: string | null;
}

const pointsOf = ({ body, grain, steps }: TrendOptions): Point[] =>
  grain === 'day'
    ? body.days.map(({ day: from, value, baseline }) => ({ from, value, baseline, partial: null }))
    : body.weeks.slice(-steps).map(({ from, days, value, baseline }) => ({
        from,
        value: days === 7 ? value : null,
        baseline,
        partial: days === 7 ? null : value,
      }));

/** A line, its comparison behind it, and an incomplete week as a separate hollow point. */
export function drawTrend(element: HTMLElement, options: TrendOptions, read: (text: string) => void): Drawn {
  const { body, grain, currency } = options;
  const colours = readColours();
  const points = pointsOf(options);
  const format = (value: number | null) => short(value, body.unit, currency);
  const base = common(
    colours,
    points.map(({ from }) => day(from)),
    (value) => axis(value, body.unit, currency),
    element.clientWidth < 420 ? 4 : 6,
  );
  const last = points.findLastIndex(({ value }) => value !== null);
  const partial = points.findIndex((point) => point.partial !== null);
  const title = ({ from }: Point) => (grain === 'day' ? weekdayYear(from) : `Week from ${dayYear(from)}`);
  const rows = (point: Point) => [
    { name: 'Net sales', value: format(point.value ?? point.partial) },
    ...(body.baseline ? [{ name: body.baseline, value: format(point.baseline) }] : []),
  ];
  const note = (point: Point) => (point.partial === null ? '' : 'The week is not over: so far');
  return draw(
    element,
    {
      ...base,
      xAxis: { ...base.xAxis, boundaryGap: false },
      tooltip: {
        ...base.tooltip,
        formatter: (found: unknown) => {
          const [first] = found as { dataIndex: number }[];
          const point = points[first?.dataIndex ?? 0]!;
          return tip(title(point), rows(point), note(point));
        },
      },
      series: [
        ...(body.baseline
          ? [
              {
                type: 'line' as const,
                name: body.baseline,
                data: points.map(({ baseline }) => baseline),
                symbol: 'none',
                lineStyle: { color: colours.c0, width: 1.5 },
                itemStyle: { color: colours.c0 },
                connectNulls: false,
                z: 2,
              },
            ]
          : []),
        {
          type: 'line',
          name: 'Net sales',
          data: points.map(({ value }, at) =>
            at === last
              ? { value, symbol: 'circle', symbolSize: 6, itemStyle: { color: colours.c1 } }
              : { value, symbol: 'none' },
          ),
          showSymbol: true,
          lineStyle: { color: colours.c1, width: 2 },
          itemStyle: { color: colours.c1 },
          connectNulls: false,
          z: 3,
        },
        ...(partial >= 0
          ? [
              {
                type: 'custom' as const,
                silent: true,
                data: [partial],
                z: 1,
                renderItem: (_: unknown, api: { coord(value: [number, number]): [number, number] }) => {
                  // The chart rounds fractions of a category, so the middle is computed here.
                  const [before] = api.coord([Math.max(0, partial - 1), 0]);
                  const [right, bottom] = api.coord([partial, 0]);
                  const left = (before + right) / 2;
                  return {
                    type: 'rect' as const,
                    shape: { x: left, y: 22, width: right - left, height: bottom - 22 },
                    style: { fill: 'transparent', decal: hatch(colours) },
                  };
                },
              },
              {
                type: 'scatter' as const,
                name: 'So far',
                data: points.map((point) => point.partial),
                symbolSize: 8,
                itemStyle: { color: colours.surface, borderColor: colours.c1, borderWidth: 1.75 },
                label: {
                  show: true,
                  formatter: 'so far',
                  position: 'left' as const,
                  color: colours['ink-2'],
                  fontSize: 11,
                },
                z: 4,
              },
            ]
          : []),
      ],
    },
    {
      count: points.length,
      text: (at) =>
        `${title(points[at]!)}: ${rows(points[at]!)
          .map(({ name, value }) => `${name} ${value}`)
          .join(', ')}`,
      read,
    },
  );
}
