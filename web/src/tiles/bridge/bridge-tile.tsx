import { move, useAddress } from '../../address.ts';
import { full, signed } from '../../format.ts';
import { usePage } from '../../page-context.ts';
import { Middle } from '../../tile/middle.tsx';
import { TileFrame } from '../../tile/tile-frame.tsx';
import type { View } from '../../view.ts';
import type { KindProps } from '../kind-props.ts';
import { BridgeBars } from './bridge-bars.tsx';
import { LENSES, type LensId, type Split, useBridge } from './use-bridge.ts';

const beforeOf = ({ comparison, period }: View): string =>
  comparison?.id === 'year' ? `Same ${period ? 'weeks' : 'days'} ${comparison.short}` : 'Period before';

/** Why there are no bars. */
function reasonOf({ comparison, options }: View, { isReading, isFailed }: Split): readonly [string, string] {
  if (isReading) return ['Reading the days …', ''];
  if (isFailed) return ['The days could not be read', 'Reload the page to try again.'];
  if (!comparison)
    return options.length > 0
      ? ['Compared with nothing', 'Choose a comparison above.']
      : ['Nothing to compare with', 'There is no earlier period of this length.'];
  return ['It cannot be split this way', 'One of the two periods has no sales.'];
}

/** The change of net sales between two periods, split by orders, customers, products or currencies; parts sum exactly. */
export default function BridgeTile({ tile, span }: KindProps<'bridge'>) {
  const { view } = usePage();
  const { why } = useAddress();
  const { body, currency } = tile;
  const lens = LENSES.find(({ id }) => id === why) ?? LENSES[0];
  const split = useBridge(body, view, lens.id);
  const isOffered = (id: LensId) =>
    id === 'orders' ||
    (view.sums !== null &&
      (id !== 'products' || body.products !== null) &&
      (id !== 'currencies' || split.hasCurrencies));
  const control = view.sums !== null && (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset looks different in every browser
    <div class="segmented" role="group" aria-label="Split by">
      {LENSES.filter(({ id }) => isOffered(id) || id === lens.id).map(({ id, label }) => (
        <button
          key={id}
          type="button"
          data-why={id}
          aria-pressed={id === lens.id}
          onClick={() => move({ why: id === LENSES[0].id ? null : id })}
        >
          {label}
        </button>
      ))}
    </div>
  );
  const frame = { tile, span, control, followsFilters: split.left.length === 0 };
  const { bridge } = split;
  if (!bridge) {
    const [title, text] = reasonOf(view, split);
    return (
      <TileFrame {...frame}>
        <Middle icon="overview" title={title} text={text} />
      </TileFrame>
    );
  }
  const before = beforeOf(view);
  const largest = bridge.parts.toSorted((a, b) => Math.abs(b.value) - Math.abs(a.value))[0]!;
  const exact = (value: number) => full(value, body.unit, currency);
  return (
    <TileFrame
      {...frame}
      method={lens.method}
      csv={[
        ['part', 'amount'],
        [before, bridge.start],
        ...bridge.parts.map(({ name, value }) => [name, value]),
        ['This period', bridge.end],
      ]}
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
      <BridgeBars bridge={bridge} before={before} unit={body.unit} currency={currency} />
    </TileFrame>
  );
}
