import type { ComponentChildren } from 'preact';
import type { PageManifest } from '../../../lambdas/contracts/tile/page.ts';
import { Sentence } from '../elements/sentence.tsx';
import { count, full } from '../format.ts';
import { asLastGood } from '../held-back.ts';
import { KpiStrip } from '../kpi-strip.tsx';
import { usePage } from '../page-context.ts';
import { TilePlace } from '../tile/tile-place.tsx';
import { inView } from '../view.ts';
import type { PageProps } from './page-props.ts';
import { SumsLead } from './sums-lead.tsx';

const CURRENCIES = 4;

function CurrencyNote({ currency, kpis, other_currencies: others }: PageManifest) {
  if (others.length === 0 || !currency || !kpis) return null;
  const named = others
    .slice(0, CURRENCIES)
    .map(
      ({ orders, net_sales: sales, currency: other }) =>
        `${count(orders)} ${orders === 1 ? 'order' : 'orders'} with net sales of ${full(sales, 'money', other)}`,
    );
  const rest = others.length > CURRENCIES ? [`${others.length - CURRENCIES} more currencies`] : [];
  const text = [...named, ...rest].join(', ');
  return (
    <p class="lead-note">
      Sales figures are of orders in {currency}. Amounts in two currencies are never one sum, so of all days these are
      left out: {text}.
    </p>
  );
}

interface LaidOutProps {
  readonly manifest: PageManifest;
  /** Between key figures and tiles. */
  readonly above?: ComponentChildren;
  /** In front of the tiles. */
  readonly before?: ComponentChildren;
  readonly leaveOut?: string;
  settled(name: string): void;
}

/** Sentence, key figures, tiles: a page rendered from its manifest. */
export function LaidOut({ manifest, above, before, leaveOut, settled }: LaidOutProps) {
  const { view, summary } = usePage();
  const lead = inView(manifest.lead, view) ?? [];
  return (
    <>
      {manifest.sums && !view.isPublished && <SumsLead />}
      {view.unknown.length > 0 && (
        <p class="lead-note">
          Not told apart here, so not filtered by: {view.unknown.join(', ')}. The smallest values are in “All others”.
        </p>
      )}
      {lead.length > 0 && (
        <p class="lead">
          <Sentence parts={lead} currency={manifest.currency} />
        </p>
      )}
      <CurrencyNote {...manifest} />
      {manifest.kpis && <KpiStrip tile={asLastGood(manifest.kpis, summary)} />}
      {above}
      <div class="grid">
        {before}
        {manifest.tiles
          .filter(({ tile }) => tile !== leaveOut)
          .map(({ tile, title, span }) => (
            <TilePlace key={tile} name={tile} title={title} span={span} settled={settled} />
          ))}
      </div>
    </>
  );
}

export default function StandardPage({ manifest, settled }: PageProps) {
  return manifest ? <LaidOut manifest={manifest} settled={settled} /> : null;
}
