import type { Figure } from '../../lambdas/contracts/tile/figure.ts';
import type { KpiBody } from '../../lambdas/contracts/tile/figure-bodies.ts';
import type { Tile } from '../../lambdas/contracts/tile/tile.ts';
import { Bullet, Spark } from './elements/spark.tsx';
import { change, rangeEnd, share, short } from './format.ts';
import { usePage } from './page-context.ts';
import { figureOver } from './sums/figures.ts';
import { type Sums, useSums } from './sums/use-sums.ts';
import { inView, type View } from './view.ts';

type Item = KpiBody['items'][number];

/**
 * Colour marks unusual changes in a known direction. Growth below its expected range is bad for a figure that should
 * rise, and a smaller fall than expected is good.
 */
function toneOf({ polarity }: Item, { status }: Figure): '' | 'good' | 'bad' {
  if (polarity === 'none' || (status !== 'above' && status !== 'below')) return '';
  return (status === 'above') === (polarity === 'up') ? 'good' : 'bad';
}

const baseOf = ({ comparison }: View): string => comparison?.short ?? '';

interface FigureProps {
  readonly item: Item;
  readonly figure: Figure;
  readonly view: View;
}

function ChangeLine({ item, figure, view }: FigureProps) {
  const before = short(figure.baseline, item.unit, view.currency);
  if (figure.change !== null)
    return (
      <>
        <span class={`change ${toneOf(item, figure)}`.trim()}>{change(figure.change, item.unit)}</span>{' '}
        <span class="baseline">vs {baseOf(view)}</span>
      </>
    );
  if (figure.projected) return <span class="baseline">{`still arriving; ${baseOf(view)}: ${before}`}</span>;
  return <span class="baseline">{figure.baseline === null ? item.note : `${before} ${baseOf(view)}`}</span>;
}

const WHERE: Readonly<Record<Figure['status'], string>> = {
  above: 'above usual',
  below: 'below usual',
  inside: 'usual',
  unknown: 'usual',
};

function footLines({ item, figure, view }: FigureProps): string[] {
  const text = (value: number | null) => short(value, item.unit, view.currency);
  const lines: string[] = [];
  if (figure.target !== null && figure.target > 0 && figure.value !== null)
    lines.push(`${share(figure.value / figure.target, 0)} of plan ${text(figure.target)}`);
  else if (figure.baseline !== null && figure.change !== null) lines.push(`${text(figure.baseline)} ${baseOf(view)}`);
  if (figure.projected) lines.push(`projected ${text(figure.projected.low)} to ${text(figure.projected.high)}`);
  else if (figure.expected_range) {
    const [low, high] = [
      rangeEnd(figure.expected_range.low, item.unit),
      rangeEnd(figure.expected_range.high, item.unit),
    ];
    lines.push(`${WHERE[figure.status]} ${low} to ${high}`);
  } else if (item.note && figure.change !== null) lines.push(item.note);
  return lines;
}

interface KpiProps {
  readonly item: Item;
  readonly figure: Figure | undefined;
  readonly tile: Tile;
  readonly view: View;
}

function Kpi({ item, figure, tile, view }: KpiProps) {
  const value = figure?.value ?? null;
  const text = short(value, item.unit, view.currency);
  // A strip reads many marts: late data affects only some of its figures.
  const isLate = tile.state.kind === 'stale' && (tile.trust.late.length === 0 || item.late);
  return (
    <article class="kpi" data-metric={item.metric} data-value={value}>
      <div class="kpi-name">
        <span title={item.name}>{item.name}</span>
        {figure?.broken ? (
          <span class="status failed">
            <span class="vh">do not use</span>
          </span>
        ) : (
          isLate && (
            <span class="status late">
              <span class="vh">late</span>
            </span>
          )
        )}
      </div>
      <a class="kpi-value" href={`#metric/${item.metric}`} aria-label={`${item.name} ${text}, open definition`}>
        {text}
      </a>
      <div class="kpi-change">
        {figure ? (
          <ChangeLine item={item} figure={figure} view={view} />
        ) : (
          <span class="baseline">no figure for these days or filters</span>
        )}
      </div>
      {item.spark.length > 0 && view.only.size === 0 && view.period !== '' && <Spark values={item.spark} />}
      {value !== null && figure && (tickOf(figure) !== null || figure.projected !== null) && (
        <Bullet value={value} target={tickOf(figure)} projected={figure.projected} />
      )}
      <p class="kpi-foot">
        {figure && footLines({ item, figure, view }).flatMap((line, at) => (at ? [<br />, line] : [line]))}
      </p>
    </article>
  );
}

/** Published, or added up from the sums; undefined where the sums do not hold the metric. A plan is of all orders in a published period. */
function figureIn(item: Item, view: View, { body, rows, isReading, isFailed }: Sums): Figure | undefined {
  if (view.isPublished) return inView(item.views, view);
  if (isReading || isFailed || !body) return undefined;
  const figure = figureOver(body, rows, item.metric, view);
  if (!figure || view.only.size > 0 || !view.period) return figure;
  const planned = Object.entries(item.views).find(([key]) => key.startsWith(`${view.period}/`))?.[1];
  return { ...figure, target: planned?.target ?? null, projected: planned?.projected ?? null };
}

/** The plan where there is one, else what the figure is compared with. */
const tickOf = ({ target, baseline }: Figure): number | null => target ?? baseline;

const columns = (items: number) => (items === 4 ? 'four' : items <= 2 ? 'two' : '');

/** The strip of key figures and its legend. */
export function KpiStrip({ tile }: { tile: Tile }) {
  const { view } = usePage();
  const sums = useSums(view.isPublished ? [] : [view.range, view.comparison?.range ?? null]);
  if (tile.body.kind !== 'kpis' || tile.body.items.length === 0) return null;
  const { items } = tile.body;
  const figures = items.map((item) => figureIn(item, view, sums));
  const isCompared = figures.some((figure) => figure?.baseline != null);
  const isPlanned = figures.some((figure) => figure?.target != null);
  const isArriving = figures.some((figure) => figure?.projected != null);
  return (
    <>
      <section class={`kpis ${columns(items.length)}`.trim()} aria-label="Key figures">
        {items.map((item, at) => (
          <Kpi key={item.metric} item={item} figure={figures[at]} tile={tile} view={view} />
        ))}
      </section>
      {(isCompared || isArriving || tile.trust.late.length > 0) && (
        <p class="key-line" aria-hidden="true">
          {isCompared && (
            <>
              <span>
                <i class="swatch c1" />
                this period
              </span>
              <span>
                <i class="swatch tick" />
                {isPlanned ? `plan${view.period === 'month' ? ' of the month' : ''}, else ` : ''}
                {view.comparison?.label}
              </span>
            </>
          )}
          {isArriving && (
            <span>
              <i class="swatch s3 hatch" />
              projected value, 80% range
            </span>
          )}
          {isCompared && view.isPublished && <span>A change is coloured only when it is outside its usual range.</span>}
          {tile.trust.late.length > 0 && (
            <span class="status late">marked figures depend on {tile.trust.late.join(', ')}</span>
          )}
        </p>
      )}
    </>
  );
}
