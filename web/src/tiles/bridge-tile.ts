import type { Bridge, BridgeBody } from '../../../lambdas/contracts/tile/figure-bodies.ts';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { dataTable } from '../data-table.ts';
import { h, styled } from '../dom.ts';
import { full, short, signed } from '../format.ts';
import { middle, type TileParts } from '../tile-frame.ts';
import { inView, type View } from '../view.ts';

/** Where the axis is cut: totals keep a stub, the parts get the room. */
const STUB = 0.12;

function bars({ start, parts, end }: Bridge) {
  const levels = [start];
  for (const { value } of parts) levels.push(levels.at(-1)! + value);
  const [low, high] = [Math.min(...levels, end), Math.max(...levels, end)];
  const room = high - low || 1;
  // A cut axis only where the parts would be too thin to see.
  const zero = room / high < 0.5 ? low - (room * STUB) / (1 - STUB) : 0;
  const x = (value: number) => ((value - zero) / (high - zero)) * 66;
  return { cut: zero > 0, x, levels };
}

/** The change of a total as horizontal bars, start above, end below; parts sum exactly. */
export function bridgeTile(tile: Tile, body: BridgeBody, view: View): TileParts {
  const bridge = inView(body.views, view);
  if (!bridge)
    return { body: middle('overview', 'Nothing to compare with', 'There is no earlier period of this length.') };
  const { cut, x, levels } = bars(bridge);
  const money = (value: number) => short(value, body.unit, tile.currency);
  const total = (value: number) => [
    styled(h('span', { class: 'bridge-bar c0' }), { left: '0%', width: `${x(value)}%` }),
    cut && h('span', { class: 'bridge-break' }),
    styled(h('span', { class: 'bridge-value total' }, money(value)), { left: `${x(value)}%` }),
  ];
  const row = (name: string, isTotal: boolean, content: (Node | false)[], link: number | null) => [
    h('dt', { class: isTotal ? 'total' : '' }, name),
    h('dd', {}, content, link !== null && styled(h('span', { class: 'bridge-link' }), { left: `${x(link)}%` })),
  ];
  const part = ({ value }: { value: number }, at: number): Node[] => {
    const [before, after] = [levels[at]!, levels[at + 1]!];
    const [left, right] = [Math.min(before, after), Math.max(before, after)];
    return [
      styled(h('span', { class: `bridge-bar ${value < 0 ? 'n2' : 'p2'}` }), {
        left: `${x(left)}%`,
        width: `${x(right) - x(left)}%`,
      }),
      styled(h('span', { class: 'bridge-value' }, signed(value, body.unit, tile.currency)), { left: `${x(right)}%` }),
    ];
  };
  const baseName =
    view.comparison?.id === 'year' ? `Same weeks ${view.comparison.label.match(/\d{4}/)?.[0] ?? ''}` : 'Period before';
  const change = bridge.end - bridge.start;
  const largest = bridge.parts.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))[0]!;
  return {
    body: [
      h(
        'p',
        { class: 'finding' },
        `${largest.name}: `,
        h('b', {}, signed(largest.value, body.unit, tile.currency)),
        ' of ',
        h('b', {}, signed(change, body.unit, tile.currency)),
        ` against ${view.comparison?.label ?? 'before'}.`,
      ),
      h(
        'dl',
        { class: 'bridge' },
        row(baseName, true, total(bridge.start), bridge.start),
        bridge.parts.flatMap((one, at) => row(one.name, false, part(one, at), levels[at + 1]!)),
        row('This period', true, total(bridge.end), null),
      ),
    ],
    method: 'Log-mean split, sums exactly',
    table: () =>
      dataTable(
        'What changed net sales',
        ['Part', 'Amount'],
        [
          [baseName, full(bridge.start, body.unit, tile.currency)],
          ...bridge.parts.map(({ name, value }) => [name, full(value, body.unit, tile.currency)]),
          ['This period', full(bridge.end, body.unit, tile.currency)],
        ],
      ),
  };
}
