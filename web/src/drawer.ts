import type { MetricCard } from '../../lambdas/contracts/tile/metric-card.ts';
import type { Tile } from '../../lambdas/contracts/tile/tile.ts';
import type { LineageStep, Trust } from '../../lambdas/contracts/tile/trust.ts';
import { move, readAddress } from './address.ts';
import { closeDialog, openDialog } from './dialog.ts';
import { type Child, h } from './dom.ts';
import { change, count, dayYear, full, MISSING, moment, rangeEnd, short, span } from './format.ts';
import { ReadError, readMetric, readTile } from './published.ts';
import { middle } from './tile-frame.ts';
import { inView, type View } from './view.ts';

const KEYWORDS =
  /\b(select|from|where|and|or|as|sum|count|distinct|case|when|then|else|end|group by|order by|join|left join|on|date|max|min|coalesce|nullif|limit|not|is|null|in|floor|median|avg|datediff)\b|('[^']*')/g;

/** SQL with its words set off. */
function sqlText(sql: string): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  for (const match of sql.matchAll(KEYWORDS)) {
    nodes.push(
      document.createTextNode(sql.slice(at, match.index)),
      match[1] ? h('b', {}, match[1]) : h('i', {}, match[2] ?? ''),
    );
    at = match.index + match[0].length;
  }
  return [...nodes, document.createTextNode(sql.slice(at))];
}

function sqlSection(sql: string): HTMLElement | null {
  if (!sql) return null;
  const copy = h('button', { type: 'button', class: 'button push' }, 'Copy');
  copy.addEventListener('click', async () => {
    await navigator.clipboard?.writeText(sql).catch(() => {});
    copy.textContent = 'Copied';
  });
  return h(
    'section',
    {},
    h('h3', {}, 'SQL', copy),
    h('pre', { tabindex: 0, 'aria-label': 'SQL text' }, h('code', {}, sqlText(sql))),
  );
}

const LAYER: Readonly<Record<LineageStep['layer'], string>> = {
  source: 'API field',
  raw: 'Landing and raw',
  staging: 'Staging',
  intermediate: 'Intermediate',
  model: 'Model',
  mart: 'Mart',
  metric: 'Metric',
  tile: 'Tile',
};

function lineageSection(lineage: readonly LineageStep[], trust: Trust): HTMLElement {
  const failing = new Set(trust.failed.map(({ table }) => table.split('.').at(-1)));
  return h(
    'section',
    {},
    h('h3', {}, 'Where it comes from'),
    h(
      'ol',
      { class: 'lineage' },
      lineage.map(({ layer, names }) => {
        const warned = names.some((name) => failing.has(name));
        return h(
          'li',
          {},
          h('span', { class: `dot${warned ? ' late' : ''}` }),
          h(
            'div',
            {},
            h('b', {}, names.slice(0, 8).join(', '), names.length > 8 && ` and ${names.length - 8} more`),
            h('span', {}, LAYER[layer]),
          ),
          h('span', { class: 'muted' }, warned ? 'check failed' : ''),
        );
      }),
    ),
  );
}

function checksSection(trust: Trust): HTMLElement {
  return h(
    'section',
    {},
    h('h3', {}, 'Checks'),
    trust.failed.length === 0
      ? h(
          'p',
          {},
          trust.checks > 0
            ? `All ${count(trust.checks)} checks of ${trust.marts.join(', ')} and what is below passed.`
            : 'No check has run on these marts in this version.',
        )
      : h(
          'ul',
          {},
          trust.failed.map((one) =>
            h(
              'li',
              {},
              h(
                'span',
                { class: `tag ${one.severity === 'note' ? '' : one.severity === 'warn' ? 'warn' : 'bad'}` },
                one.severity,
              ),
              ` ${one.check} on ${one.table}${one.column ? `.${one.column}` : ''}: ${one.value === null ? 'not measured' : count(one.value)} ${one.unit}, allowed ${one.threshold === null ? MISSING : count(one.threshold)}`,
            ),
          ),
        ),
  );
}

const fact = (title: string, value: Child, small: string, mark = '') =>
  h('div', {}, h('dt', {}, title), h('dd', { class: mark }, value), h('dd', { class: 'small' }, small));

function facts(trust: Trust, owner: string, kind: string): HTMLElement {
  const late = trust.late.length > 0;
  return h(
    'dl',
    { class: 'facts' },
    fact(
      'Freshness',
      late ? 'Incomplete' : 'Fresh',
      `${late ? `${trust.late.join(', ')}; ` : ''}newest day ${trust.newest ? dayYear(trust.newest) : MISSING}`,
      `status ${late ? 'late' : ''}`,
    ),
    fact(
      'Quality',
      trust.score === null ? MISSING : `${short(trust.score, 'score', null)} of 100`,
      `${count(trust.checks - trust.failed.length)} of ${count(trust.checks)} checks passed`,
      `status ${trust.score === null ? 'open' : trust.failed.length > 0 ? 'late' : ''}`,
    ),
    fact('As of', dayYear(trust.as_of), moment(trust.as_of)),
    fact('Owner', owner, kind),
  );
}

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

function metricBody(card: MetricCard, view: View): Child[] {
  const shown = inView(card.views, view) ?? Object.values(card.views)[0]!;
  const { figure, range } = shown;
  return [
    h(
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
    ),
    facts(card.trust, card.owner, card.file),
    h(
      'section',
      {},
      h('h3', {}, 'What it means'),
      h('p', {}, card.about),
      h('p', { class: 'formula' }, h('b', {}, card.name), ` = ${card.formula}`),
      partsTable(card, shown.parts, figure.value),
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

const tileBody = (tile: Tile): Child[] => [
  facts(tile.trust, tile.metrics.length > 0 ? 'see metrics' : 'data', tile.name),
  h('section', {}, h('h3', {}, 'How this is made'), h('p', {}, tile.about)),
  tile.metrics.length > 0 &&
    h(
      'section',
      {},
      h('h3', {}, 'Metrics'),
      h(
        'div',
        { class: 'tags' },
        tile.metrics.map((metric) =>
          h('a', { class: 'tag accent', href: `#metric/${metric}` }, metric.replaceAll('_', ' ')),
        ),
      ),
    ),
  sqlSection(tile.sql),
  lineageSection(tile.lineage, tile.trust),
  checksSection(tile.trust),
];

const leave = () => move({ drawer: null });
const foot = () => [
  h('span', {}, `Link: ${location.pathname}${location.search}${location.hash}`),
  h('span', { class: 'push' }, h('kbd', {}, 'Esc'), ' close'),
];

/** Shows what the address asks for: a metric's definition, or how a tile is made. */
export async function showDrawer(view: View): Promise<void> {
  const { drawer } = readAddress();
  if (!drawer) return closeDialog();
  const [kind, name = ''] = drawer.split('/');
  if (kind !== 'metric' && kind !== 'tile') return closeDialog();
  try {
    if (kind === 'metric') {
      const card = await readMetric(name);
      if (readAddress().drawer === drawer)
        openDialog(`Metric, ${card.owner}`, card.name, metricBody(card, view), foot(), leave);
    } else {
      const tile = await readTile(name);
      if (readAddress().drawer === drawer) openDialog('Tile', tile.title, tileBody(tile), foot(), leave);
    }
  } catch (error) {
    const code = error instanceof ReadError ? error.code : 'unknown';
    openDialog(
      kind === 'metric' ? 'Metric' : 'Tile',
      name.replaceAll('_', ' '),
      [
        middle(
          'warning',
          'This definition could not be read',
          'It may belong to another version.',
          h('code', {}, code),
        ),
      ],
      foot(),
      leave,
    );
  }
}
