import type { ForecastBody } from '../../../lambdas/contracts/tile/series-bodies.ts';
import { axis, count, day, dayYear } from '../format.ts';
import { common, draw, readColours, tip } from './canvas.ts';
import type { Drawn } from './drawn.ts';

type Item = ForecastBody['items'][number];

/** Weeks sold, then weeks forecast: dashed from the last actual point, with its range behind it. */
export function drawForecast(element: HTMLElement, item: Item, read: (text: string) => void): Drawn {
  const colours = readColours();
  const steps = [...item.actual, ...item.forecast];
  const past = item.actual.length;
  const now = item.actual.at(-1)?.units ?? 0;
  const base = common(
    colours,
    steps.map(({ from }) => day(from)),
    (value) => axis(value, 'count', null),
    element.clientWidth < 420 ? 4 : 6,
  );
  const band = [{ low: now, high: now }, ...item.forecast];
  const title = (at: number) => `Week from ${dayYear(steps[at]!.from)}`;
  const rows = (at: number) => {
    const week = item.forecast[at - past];
    return week
      ? [
          { name: 'Expected', value: `${count(week.middle)} units` },
          { name: '80% range', value: `${count(week.low)} to ${count(week.high)}` },
        ]
      : [{ name: 'Sold', value: `${count(item.actual[at]!.units)} units` }];
  };
  return draw(
    element,
    {
      ...base,
      xAxis: { ...base.xAxis, boundaryGap: false },
      tooltip: {
        ...base.tooltip,
        formatter: (found: unknown) => {
          const at = (found as { dataIndex: number }[])[0]?.dataIndex ?? 0;
          return tip(title(at), rows(at));
        },
      },
      series: [
        {
          type: 'line',
          name: 'Sold',
          data: steps.map((_, at) => item.actual[at]?.units ?? null),
          symbol: 'none',
          lineStyle: { color: colours.c1, width: 2 },
          itemStyle: { color: colours.c1 },
          z: 3,
        },
        {
          type: 'line',
          name: 'Expected',
          data: steps.map((_, at) => (at === past - 1 ? now : (item.forecast[at - past]?.middle ?? null))),
          symbol: 'none',
          lineStyle: { color: colours.c1, width: 2, type: [4, 3] },
          itemStyle: { color: colours.c1 },
          z: 3,
        },
        {
          type: 'custom',
          silent: true,
          // The range's height counts when the axis is truncated.
          data: item.forecast.length > 0 ? [[past - 1, Math.max(...band.map(({ high }) => high))]] : [],
          z: 1,
          renderItem: (_: unknown, api: { coord(value: [number, number]): [number, number] }) => {
            const at = (index: number, value: number) => api.coord([past - 1 + index, value]);
            const upper = band.map(({ high }, index) => at(index, high));
            const lower = band.map(({ low }, index) => at(index, low)).reverse();
            const [x, bottom] = api.coord([past - 1, 0]);
            return {
              type: 'group' as const,
              children: [
                { type: 'polygon' as const, shape: { points: [...upper, ...lower] }, style: { fill: colours.s3 } },
                {
                  type: 'line' as const,
                  shape: { x1: x, x2: x, y1: 14, y2: bottom },
                  style: { stroke: colours.axis, lineDash: [3, 3] },
                },
                {
                  type: 'text' as const,
                  style: { text: 'Forecast', x: x + 6, y: 6, fill: colours['ink-3'], font: '11px sans-serif' },
                },
              ],
            };
          },
        },
      ],
    },
    {
      count: steps.length,
      text: (at) =>
        `${title(at)}: ${rows(at)
          .map(({ name, value }) => `${name} ${value}`)
          .join(', ')}`,
      read,
    },
  );
}
