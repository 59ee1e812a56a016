import type { ComponentChildren } from 'preact';
import type { Bridge } from '../../../lambdas/contracts/tile/figure-bodies.ts';
import { full, short, signed } from '../format.ts';
import { usePage } from '../page-context.ts';
import { Middle } from '../tile/middle.tsx';
import { TileFrame } from '../tile/tile-frame.tsx';
import { inView } from '../view.ts';
import type { KindProps } from './kind-props.ts';

/** Truncates the axis: totals keep a stub, the parts get the room. */
const STUB = 0.12;

function scaleOf({ start, parts, end }: Bridge) {
  const levels = [start];
  for (const { value } of parts) levels.push(levels.at(-1)! + value);
  const [low, high] = [Math.min(...levels, end), Math.max(...levels, end)];
  const room = high - low || 1;
  // The axis is truncated only when the parts would be too thin to see.
  const zero = room / high < 0.5 ? low - (room * STUB) / (1 - STUB) : 0;
  const x = (value: number) => ((value - zero) / (high - zero)) * 66;
  return { isCut: zero > 0, x, levels };
}

const percent = (share: number) => `${share}%`;

interface RowProps {
  readonly name: string;
  readonly isTotal?: boolean;
  /** Position of the connector to the row below. */
  readonly link: number | null;
  readonly children: ComponentChildren;
}

const Row = ({ name, isTotal = false, link, children }: RowProps) => (
  <>
    <dt class={isTotal ? 'total' : undefined}>{name}</dt>
    <dd>
      {children}
      {link !== null && <span class="bridge-link" style={{ left: percent(link) }} />}
    </dd>
  </>
);

/** The change of a total as horizontal bars, start above, end below; parts sum exactly. */
export default function BridgeTile({ tile, span }: KindProps<'bridge'>) {
  const { view } = usePage();
  const { body, currency } = tile;
  const bridge = inView(body.views, view);
  if (!bridge)
    return (
      <TileFrame tile={tile} span={span}>
        <Middle icon="overview" title="Nothing to compare with" text="There is no earlier period of this length." />
      </TileFrame>
    );
  const { isCut, x, levels } = scaleOf(bridge);
  const before = view.comparison?.id === 'year' ? `Same weeks ${view.comparison.short}` : 'Period before';
  const largest = bridge.parts.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))[0]!;
  const total = (value: number) => (
    <>
      <span class="bridge-bar c0" style={{ left: '0%', width: percent(x(value)) }} />
      {isCut && <span class="bridge-break" />}
      <span class="bridge-value total" style={{ left: percent(x(value)) }}>
        {short(value, body.unit, currency)}
      </span>
    </>
  );
  const exact = (value: number) => full(value, body.unit, currency);
  return (
    <TileFrame
      tile={tile}
      span={span}
      method="Log-mean split, sums exactly"
      table={{
        caption: 'What changed net sales',
        heads: ['Part', 'Amount'],
        rows: [
          [before, exact(bridge.start)],
          ...bridge.parts.map(({ name, value }) => [name, exact(value)]),
          ['This period', exact(bridge.end)],
        ],
      }}
    >
      <p class="headline">
        {largest.name}: <b>{signed(largest.value, body.unit, currency)}</b> of{' '}
        <b>{signed(bridge.end - bridge.start, body.unit, currency)}</b> against {view.comparison?.label ?? 'before'}.
      </p>
      <dl class="bridge">
        <Row name={before} isTotal link={x(bridge.start)}>
          {total(bridge.start)}
        </Row>
        {bridge.parts.map(({ name, value }, at) => {
          const [one, other] = [levels[at]!, levels[at + 1]!];
          const [left, right] = [x(Math.min(one, other)), x(Math.max(one, other))];
          return (
            <Row name={name} link={x(other)}>
              <span
                class={`bridge-bar ${value < 0 ? 'n2' : 'p2'}`}
                style={{ left: percent(left), width: percent(right - left) }}
              />
              <span class="bridge-value" style={{ left: percent(right) }}>
                {signed(value, body.unit, currency)}
              </span>
            </Row>
          );
        })}
        <Row name="This period" isTotal link={null}>
          {total(bridge.end)}
        </Row>
      </dl>
    </TileFrame>
  );
}
