import type { ComponentChildren } from 'preact';
import type { Bridge } from '../../../../lambdas/contracts/tile/figure-bodies.ts';
import type { Unit } from '../../../../lambdas/contracts/tile/sentence.ts';
import { short, signed } from '../../format.ts';

/** Truncates the axis: totals keep a stub, the parts get the room. */
const STUB = 0.12;
/** Share of the width for bars; values stand behind them. */
const WIDTH = 66;

function scaleOf({ start, parts, end }: Bridge) {
  const levels = [start];
  for (const { value } of parts) levels.push(levels.at(-1)! + value);
  const [low, high] = [Math.min(0, ...levels, end), Math.max(0, ...levels, end)];
  const least = Math.min(...levels, end);
  const room = high - least || 1;
  // The axis is truncated only when the parts would be too thin to see.
  const isCut = low === 0 && room / high < 0.5;
  const zero = isCut ? least - (room * STUB) / (1 - STUB) : low;
  const x = (value: number) => ((value - zero) / (high - zero || 1)) * WIDTH;
  return { isCut, x, levels };
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

interface BarsProps {
  readonly bridge: Bridge;
  readonly before: string;
  readonly unit: Unit;
  readonly currency: string | null;
}

/** The change of a total as horizontal bars, start above, end below. */
export function BridgeBars({ bridge, before, unit, currency }: BarsProps) {
  const { isCut, x, levels } = scaleOf(bridge);
  const total = (value: number) => {
    const [left, right] = [isCut ? 0 : x(Math.min(0, value)), x(Math.max(0, value))];
    return (
      <>
        <span class="bridge-bar c0" style={{ left: percent(left), width: percent(right - left) }} />
        {isCut && <span class="bridge-break" />}
        <span class="bridge-value total" style={{ left: percent(right) }}>
          {short(value, unit, currency)}
        </span>
      </>
    );
  };
  return (
    <dl class="bridge">
      <Row name={before} isTotal link={x(bridge.start)}>
        {total(bridge.start)}
      </Row>
      {bridge.parts.map(({ name, value }, at) => {
        const [one, other] = [levels[at]!, levels[at + 1]!];
        const [left, right] = [x(Math.min(one, other)), x(Math.max(one, other))];
        return (
          <Row key={name} name={name} link={x(other)}>
            <span
              class={`bridge-bar ${value < 0 ? 'n2' : 'p2'}`}
              style={{ left: percent(left), width: percent(right - left) }}
            />
            <span class="bridge-value" style={{ left: percent(right) }}>
              {signed(value, unit, currency)}
            </span>
          </Row>
        );
      })}
      <Row name="This period" isTotal link={null}>
        {total(bridge.end)}
      </Row>
    </dl>
  );
}
