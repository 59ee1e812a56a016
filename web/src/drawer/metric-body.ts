import type { MetricCard } from '../../../lambdas/contracts/tile/metric-card.ts';
import { type Child, h } from '../dom.ts';
import { change, full, rangeEnd, span } from '../format.ts';
import { inView, type View } from '../view.ts';
import { lineageSection } from './lineage-section.ts';
import { sqlSection } from './sql-section.ts';
import { checksSection, facts } from './trust-sections.ts';

const USE: Readonly<Record<MetricCard['kind'], string>> = {
  additive: 'Adds up over days and products',
  'semi-additive': 'Never summed over time: last day counts',
  ratio: 'Never summed or averaged: ratio of sums',
  'non-additive': 'Never summed: people are counted once',
};

function partsTable(
  card: MetricCard,
  parts: MetricCard['views'][string]['parts'],
  value: number | null,
): HTMLElement | null {
  if (parts.length === 0) return null;
  return h(
    'table',
    { class: 'parts' },
    h('caption', { class: 'vh' }, 'Parts of the value'),
    h(
      'tbody',
      {},
      parts.map((part) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, h('a', { href: `#metric/${part.metric}` }, part.name)),
          h('td', { class: 'right' }, full(part.sign * part.value, part.unit, card.currency)),
        ),
      ),
      h(
        'tr',
        {},
        h('th', { scope: 'row' }, card.name),
        h('td', { class: 'right' }, full(value, card.unit, card.currency)),
      ),
    ),
  );
}

/** Everything about a metric, its value in the view first. */
export function metricBody(card: MetricCard, view: View): Child[] {
  const shown = inView(card.views, view) ?? Object.values(card.views)[0]!;
  return [
    shownValue(card, shown, view),
    facts(card.trust, card.owner, card.file),
    h(
      'section',
      {},
      h('h3', {}, 'What it means'),
      h('p', {}, card.about),
      h('p', { class: 'formula' }, h('b', {}, card.name), ` = ${card.formula}`),
      partsTable(card, shown.parts, shown.figure.value),
    ),
    h(
      'section',
      {},
      h('h3', {}, 'How it may be used'),
      h(
        'div',
        { class: 'tags' },
        h('span', { class: 'tag' }, USE[card.kind]),
        h('span', { class: 'tag' }, `Date: ${card.date_basis.replaceAll('_', ' ')}`),
        card.unit === 'money' && card.currency && h('span', { class: 'tag' }, `Only orders in ${card.currency}`),
      ),
      card.differs && h('p', { class: 'sub' }, card.differs),
    ),
    sqlSection(card.sql[shown.sql] ?? ''),
    lineageSection(card.lineage, card.trust),
    checksSection(card.trust),
    h(
      'section',
      {},
      h('h3', {}, 'Used in'),
      h('p', {}, card.used_in.length > 0 ? card.used_in.join('; ') : 'The metric list only.'),
    ),
  ];
}

/** The value, what it is compared with, and how far it can be trusted. */
function shownValue(card: MetricCard, { figure, range }: MetricCard['views'][string], view: View): HTMLElement {
  return h(
    'div',
    {},
    h(
      'span',
      { class: 'drawer-value', 'data-metric': card.metric, 'data-value': figure.value },
      full(figure.value, card.unit, card.currency),
    ),
    h(
      'p',
      { class: 'sub' },
      range ? span(range.from, range.to) : 'As of now',
      card.unit === 'money' && card.currency ? `, ${card.currency}. ` : '. ',
      figure.change !== null && [
        h('span', { class: 'change' }, change(figure.change, card.unit)),
        ` against the ${view.comparison?.label ?? ''}, ${full(figure.against, card.unit, card.currency)}. `,
      ],
      figure.usual &&
        `Usual change ${rangeEnd(figure.usual.low, card.unit)} to ${rangeEnd(figure.usual.high, card.unit)}. `,
      figure.final &&
        `Refunds are still due: the final value will lie between ${full(figure.final.low, card.unit, card.currency)} and ${full(figure.final.high, card.unit, card.currency)} in 80 of 100 cases.`,
      figure.broken && `${figure.broken}: do not use.`,
    ),
  );
}
