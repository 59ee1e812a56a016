import type { MetricCard } from '../../../lambdas/contracts/tile/metric-card.ts';
import { change, full, rangeEnd, span } from '../format.ts';
import { usePage } from '../page-context.ts';
import { figureOver } from '../sums/figures.ts';
import { useSums } from '../sums/use-sums.ts';
import { inView } from '../view.ts';
import { LineageSection } from './lineage-section.tsx';
import { SqlSection } from './sql-section.tsx';
import { ChecksSection, Facts } from './trust-sections.tsx';

type Shown = MetricCard['views'][string];

const USE: Readonly<Record<MetricCard['kind'], string>> = {
  additive: 'Adds up over days and products',
  'semi-additive': 'Never summed over time: last day counts',
  ratio: 'Never summed or averaged: ratio of sums',
  'non-additive': 'Never summed: people are counted once',
};

function PartsTable({ card, parts, value }: { card: MetricCard; parts: Shown['parts']; value: number | null }) {
  if (parts.length === 0) return null;
  return (
    <table class="parts">
      <caption class="vh">Parts of the value</caption>
      <tbody>
        {parts.map((part) => (
          <tr>
            <th scope="row">
              <a href={`#metric/${part.metric}`}>{part.name}</a>
            </th>
            <td class="right">{full(part.sign * part.value, part.unit, card.currency)}</td>
          </tr>
        ))}
        <tr>
          <th scope="row">{card.name}</th>
          <td class="right">{full(value, card.unit, card.currency)}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** Definition of a metric, with its value in the view first. */
export function MetricBody({ card }: { card: MetricCard }) {
  const { view } = usePage();
  const { body, rows } = useSums(view.isPublished ? [] : [view.range, view.comparison?.range ?? null]);
  const published = inView(card.views, view) ?? Object.values(card.views)[0]!;
  const figure = view.isPublished || !body ? undefined : figureOver(body, rows, card.metric, view);
  // Parts are published with their period only.
  const shown = figure ? { ...published, figure, parts: [], range: view.range } : published;
  return (
    <>
      <ShownValue card={card} shown={shown} />
      <Facts trust={card.trust} owner={card.owner} kind={card.file} />
      <section>
        <h3>What it means</h3>
        <p>{card.about}</p>
        <p class="formula">
          <b>{card.name}</b> = {card.formula}
        </p>
        <PartsTable card={card} parts={shown.parts} value={shown.figure.value} />
      </section>
      <section>
        <h3>How it may be used</h3>
        <div class="tags">
          <span class="tag">{USE[card.kind]}</span>
          <span class="tag">Date: {card.date_basis.replaceAll('_', ' ')}</span>
          {card.unit === 'money' && card.currency && <span class="tag">Only orders in {card.currency}</span>}
        </div>
        {card.differs && <p class="sub">{card.differs}</p>}
      </section>
      <SqlSection sql={card.sql[shown.sql] ?? ''} />
      <LineageSection lineage={card.lineage} trust={card.trust} />
      <ChecksSection trust={card.trust} />
      <section>
        <h3>Used in</h3>
        <p>{card.used_in.length > 0 ? card.used_in.join('; ') : 'The metric list only.'}</p>
      </section>
    </>
  );
}

/** The value, its comparison, and its expected range. */
function ShownValue({ card, shown: { figure, range } }: { card: MetricCard; shown: Shown }) {
  const { view } = usePage();
  const exact = (value: number | null) => full(value, card.unit, card.currency);
  return (
    <div>
      <span class="drawer-value" data-metric={card.metric} data-value={figure.value}>
        {exact(figure.value)}
      </span>
      <p class="sub">
        {range ? span(range.from, range.to) : 'As of now'}
        {card.unit === 'money' && card.currency ? `, ${card.currency}. ` : '. '}
        {figure.change !== null && (
          <>
            <span class="change">{change(figure.change, card.unit)}</span>
            {` against the ${view.comparison?.label ?? ''}, ${exact(figure.baseline)}. `}
          </>
        )}
        {figure.expected_range &&
          `Expected change ${rangeEnd(figure.expected_range.low, card.unit)} to ${rangeEnd(figure.expected_range.high, card.unit)}. `}
        {figure.projected &&
          `${figure.change === null ? 'Refunds are still due' : 'The month is not over'}: the value will lie between ${exact(figure.projected.low)} and ${exact(figure.projected.high)} with a probability of 80%.`}
        {figure.broken && `${figure.broken}: do not use.`}
      </p>
    </div>
  );
}
