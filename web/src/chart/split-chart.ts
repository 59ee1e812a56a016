import type { SplitBody } from '../../../lambdas/contracts/tile/series-bodies.ts';
import { axis, count, day, dayYear, share } from '../format.ts';
import { common, draw, hatch, readColours, tip } from './canvas.ts';
import type { Drawn } from './drawn.ts';

/** Stacked bars with the share of the upper part above each; an incomplete week is hatched. */
export function drawSplit(element: HTMLElement, body: SplitBody, read: (text: string) => void): Drawn {
  const colours = readColours();
  const { weeks, names } = body;
  const base = common(
    colours,
    weeks.map(({ from }) => day(from)),
    (value) => axis(value, body.unit, null),
    element.clientWidth < 420 ? 4 : 7,
  );
  const shareOf = ({ values: [lower, upper] }: SplitBody['weeks'][number]) =>
    lower + upper > 0 ? share(upper / (lower + upper), 0) : '';
  const step = element.clientWidth < 420 ? 3 : 1;
  const rows = (week: SplitBody['weeks'][number]) => [
    { name: names[1], value: `${count(week.values[1])} (${shareOf(week)})` },
    { name: names[0], value: count(week.values[0]) },
  ];
  const title = (week: SplitBody['weeks'][number]) => `Week from ${dayYear(week.from)}`;
  const bar = (which: 0 | 1, colour: string) => ({
    type: 'bar' as const,
    name: names[which],
    stack: 'all',
    barCategoryGap: '38%',
    itemStyle: {
      color: colour,
      borderColor: colours.surface,
      borderWidth: which === 1 ? 1 : 0,
      borderRadius: which === 1 ? 1 : 0,
    },
    data: weeks.map(({ values, days }) => ({
      value: values[which],
      ...(days < 7 ? { itemStyle: { color: colour, decal: hatch(colours) } } : {}),
    })),
  });
  return draw(
    element,
    {
      ...base,
      tooltip: {
        ...base.tooltip,
        axisPointer: { type: 'none' as const },
        formatter: (found: unknown) => {
          const [first] = found as { dataIndex: number }[];
          const week = weeks[first?.dataIndex ?? 0]!;
          return tip(title(week), rows(week), week.days < 7 ? `${week.days} of 7 days` : '');
        },
      },
      series: [
        bar(0, colours.c1),
        {
          ...bar(1, colours.c2),
          label: {
            show: true,
            position: 'top' as const,
            color: colours['ink-2'],
            fontSize: 11,
            formatter: ({ dataIndex }: { dataIndex: number }) =>
              (weeks.length - 1 - dataIndex) % step === 0 ? shareOf(weeks[dataIndex]!) : '',
          },
        },
      ],
    },
    {
      count: weeks.length,
      text: (at) =>
        `${title(weeks[at]!)}: ${rows(weeks[at]!)
          .map(({ name, value }) => `${name} ${value}`)
          .join(', ')}`,
      read,
    },
  );
}
