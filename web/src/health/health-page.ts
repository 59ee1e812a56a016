import { DIMENSIONS, scoresByTable } from '../../../lambdas/contracts/quality-score.ts';
import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { scrolling } from '../data-table.ts';
import { type Child, h, styled } from '../dom.ts';
import { count, dayMoment, duration, MISSING, moment, short, shortMoment } from '../format.ts';
import { severityMark } from '../tiles/action-tile.ts';
import { incident } from './incident.ts';

/** A tile whose data is the run status: read live, so that it speaks of runs that published nothing. */
const liveTile = (
  id: string,
  title: string,
  span: number,
  scope: string,
  finding: Child,
  body: Child,
  foot: string,
): HTMLElement =>
  h(
    'section',
    { class: `tile g${span}`, id, 'aria-labelledby': `${id}-title`, tabindex: -1 },
    h('header', {}, h('h2', { id: `${id}-title` }, title, scope && h('small', {}, ` ${scope}`))),
    finding && h('p', { class: 'finding' }, finding),
    body,
    h('footer', {}, h('span', {}, foot)),
  );

const table = (caption: string, heads: readonly (readonly [string, string?])[], rows: Child[], style = '') =>
  scrolling(
    caption,
    h(
      'table',
      { class: style },
      h('caption', { class: 'vh' }, caption),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          heads.map(([head, look]) => h('th', { scope: 'col', class: look ?? null }, head)),
        ),
      ),
      h('tbody', {}, rows),
    ),
  );

const streamName = ({ source, connection, stream }: { source: string; connection: string; stream: string }) =>
  `${source}.${stream}${connection === 'main' ? '' : ` (${connection})`}`;
const seconds = (from: string, to: string) => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
const bare = (name: string) => name.replace(/^marts\./, '');
const tone = (severity: string) => (severity === 'note' ? '' : severity === 'warn' ? 'warn' : 'bad');
const OUTCOME: Readonly<Record<string, readonly [string, string]>> = {
  ok: ['ok', ''],
  published: ['published', ''],
  degraded: ['degraded', 'late'],
  held_back: ['held back', 'failed'],
  failed: ['failed', 'failed'],
};
const outcome = (word: string) => {
  const [text, mark] = OUTCOME[word] ?? [word, 'open'];
  return h('span', { class: `status ${mark}` }, text);
};

const kpi = (name: string, value: Child, detail: string, foot: string, bad = false) =>
  h(
    'article',
    { class: 'kpi' },
    h('div', { class: 'kpi-name' }, h('span', {}, name)),
    h('span', { class: 'kpi-value' }, value),
    h('div', { class: 'kpi-change' }, h('span', { class: bad ? 'change bad' : 'against' }, detail)),
    h('p', { class: 'kpi-foot' }, foot),
  );

function keyFigures(status: StatusDocument): HTMLElement {
  const { checks, slices, last_run: last } = status;
  const scores = scoresByTable(checks);
  const mean = scores.length > 0 ? scores.reduce((sum, { score }) => sum + score, 0) / scores.length : null;
  const passed = checks.filter((check) => check.outcome === 'pass').length;
  const rows = slices.reduce((sum, slice) => sum + slice.rows, 0);
  const quarantined = slices.reduce((sum, slice) => sum + slice.quarantined, 0);
  const proven = slices.filter((slice) => slice.proof && slice.proof.kind !== 'none').length;
  const failed = slices.filter((slice) => slice.outcome !== 'ok').length;
  const [worst] = scores;
  const failing = checks.length - passed;
  return h(
    'section',
    { class: 'kpis', 'aria-label': 'Key figures' },
    kpi(
      'Quality score',
      mean === null ? MISSING : short(mean, 'score', null),
      worst && worst.failed > 0 ? `lowest: ${bare(worst.table)}` : 'mean over tables',
      `${count(scores.length)} tables`,
    ),
    kpi(
      'Checks passed',
      [count(passed), ' ', h('small', {}, `of ${count(checks.length)}`)],
      failing === 0 ? 'none failed' : `${count(failing)} not passed`,
      'of the last pipeline run',
      failing > 0 && last?.outcome === 'held_back',
    ),
    kpi(
      'Last run',
      last ? outcome(last.outcome) : MISSING,
      last ? duration(seconds(last.started_at, last.finished_at)) : '',
      last ? moment(last.finished_at) : 'no run yet',
      last?.outcome === 'held_back' || last?.outcome === 'failed',
    ),
    kpi(
      'Rows landed',
      count(rows),
      `${count(slices.length)} slices`,
      failed > 0 ? `${count(failed)} not finished` : 'all slices finished',
      failed > 0,
    ),
    kpi(
      'Quarantined',
      [count(quarantined), ' ', h('small', {}, 'rows')],
      rows > 0 ? short(quarantined / (rows + quarantined), 'share', null) : '',
      'kept with their reason',
    ),
    kpi(
      'Proven complete',
      [count(proven), ' ', h('small', {}, `of ${count(slices.length)}`)],
      'equal to the vendor’s count',
      proven === slices.length ? 'no slice without a count' : `${count(slices.length - proven)} without a count`,
    ),
  );
}

function failedChecks(status: StatusDocument): HTMLElement {
  const failed = status.checks.filter((check) => check.outcome !== 'pass');
  const blocked = failed.filter(({ severity }) => severity === 'error' || severity === 'page').length;
  const finding: Child =
    failed.length === 0
      ? [h('b', {}, `All ${count(status.checks.length)}`), ' checks passed.']
      : [
          h('b', {}, count(failed.length)),
          ` of ${count(status.checks.length)} did not pass; `,
          h('b', {}, blocked === 0 ? 'none blocked publishing' : `${blocked} blocked publishing`),
          '.',
        ];
  const rows = failed.slice(0, 40).map((check) => {
    const details = h(
      'tr',
      { hidden: true },
      h(
        'td',
        { colspan: 5 },
        h(
          'div',
          { class: 'sample' },
          h('p', {}, check.message),
          check.sample_keys.length > 0 && h('p', {}, 'First keys: ', h('code', {}, check.sample_keys.join(', '))),
        ),
      ),
    );
    const button = h('button', { type: 'button', 'aria-expanded': 'false' }, check.check.replaceAll('_', ' '));
    button.addEventListener('click', () => {
      details.hidden = !details.hidden;
      button.setAttribute('aria-expanded', String(!details.hidden));
    });
    return [
      h(
        'tr',
        {},
        h('th', { scope: 'row' }, h('span', { class: `tag ${tone(check.severity)}` }, check.severity), ' ', button),
        h('td', { class: 'mono' }, bare(check.table), check.column && `.${check.column}`),
        h(
          'td',
          { class: 'right nowrap' },
          check.value === null ? 'not measured' : `${count(check.value)} ${check.unit}`,
        ),
        h('td', { class: 'right muted nowrap' }, check.threshold === null ? MISSING : count(check.threshold)),
      ),
      details,
    ];
  });
  return liveTile(
    'checks',
    'Checks',
    8,
    'of the last pipeline run',
    finding,
    failed.length === 0
      ? null
      : table('Checks that did not pass', [['Check'], ['Table'], ['Found', 'right'], ['Allowed', 'right']], rows),
    `${count(status.checks.length)} checks. Failing rows are kept by key; no personal data is shown.`,
  );
}

function watermarks(status: StatusDocument): HTMLElement {
  const gaps = status.watermarks.reduce((sum, { gaps: some }) => sum + some, 0);
  const rows = status.watermarks.map((mark) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, streamName(mark)),
      h('td', { class: 'nowrap' }, mark.watermark ? shortMoment(mark.watermark) : MISSING),
      h('td', { class: `right ${mark.gaps === 0 ? 'zero' : ''}` }, count(mark.gaps)),
    ),
  );
  return liveTile(
    'watermarks',
    'Read up to',
    4,
    'committed, by stream',
    gaps > 0
      ? [h('b', {}, count(gaps)), ' gaps; the next run fills them.']
      : rows.length > 0
        ? 'No gaps.'
        : 'No stream has been read yet.',
    rows.length > 0 && table('Watermarks by stream', [['Stream'], ['Committed to, UTC'], ['Gaps', 'right']], rows),
    'A watermark moves only after its records are durable.',
  );
}

function slicesTile(status: StatusDocument): HTMLElement {
  const rows = status.slices.map((slice) => {
    const { proof } = slice;
    const proofText =
      proof === null
        ? MISSING
        : proof.kind === 'none'
          ? 'none offered'
          : `${proof.kind}, ${proof.expected === null ? MISSING : count(proof.expected)}`;
    const bad =
      proof !== null &&
      proof.kind !== 'none' &&
      proof.expected !== null &&
      proof.expected !== slice.rows + slice.quarantined;
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, streamName(slice)),
      h(
        'td',
        { class: 'muted nowrap wide-cell' },
        `${shortMoment(slice.window.from)} – ${shortMoment(slice.window.to)}`,
      ),
      h('td', { class: 'wide-cell' }, slice.path),
      h(
        'td',
        {},
        h(
          'span',
          {
            class: `status ${slice.outcome === 'ok' ? '' : slice.outcome === 'failed' ? 'failed' : 'late'}`,
            title: slice.error ?? null,
          },
          slice.outcome,
        ),
      ),
      h('td', { class: 'right' }, count(slice.rows)),
      h('td', { class: `right wide-cell ${slice.quarantined === 0 ? 'zero' : ''}` }, count(slice.quarantined)),
      h(
        'td',
        { class: 'nowrap' },
        h(
          'span',
          { class: `status ${proof === null || proof.kind === 'none' ? 'open' : bad ? 'failed' : ''}` },
          proofText,
        ),
      ),
      h(
        'td',
        { class: 'muted wide-cell' },
        slice.error ??
          (Object.keys(slice.drift).length > 0 ? `new fields: ${Object.keys(slice.drift).slice(0, 3).join(', ')}` : ''),
      ),
    );
  });
  const failed = status.slices.filter(({ outcome: word }) => word !== 'ok').length;
  return liveTile(
    'slices',
    'Slices of the last run',
    12,
    '',
    rows.length === 0
      ? 'The last run read nothing.'
      : failed > 0
        ? [h('b', {}, count(failed)), ` of ${count(rows.length)} slices did not finish. The next run reads them again.`]
        : `All ${count(rows.length)} slices finished. Landed and quarantined rows equal the count the vendor declared, where it offers one.`,
    rows.length > 0 &&
      table(
        'Slices by stream',
        [
          ['Stream'],
          ['Window, UTC', 'wide-cell'],
          ['Path', 'wide-cell'],
          ['Outcome'],
          ['Rows', 'right'],
          ['Quarantined', 'right wide-cell'],
          ['Proof'],
          ['Note', 'wide-cell'],
        ],
        rows,
      ),
    'Declared: the vendor’s own count. Recounted: ids swept again. None offered: the vendor has no count.',
  );
}

function qualityTile(status: StatusDocument): HTMLElement {
  const scores = scoresByTable(status.checks);
  const shade = (score: number) =>
    score >= 98 ? '' : score >= 94 ? 'low1' : score >= 88 ? 'low2' : score >= 70 ? 'low3' : 'low4';
  const [worst] = scores;
  const rows = scores.slice(0, 30).map((one) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, bare(one.table)),
      h('td', { class: 'right' }, h('b', {}, short(one.score, 'score', null))),
      DIMENSIONS.map((dimension) => {
        const score = one.dimensions[dimension];
        return h(
          'td',
          {},
          score === undefined
            ? h('span', { class: 'muted' }, MISSING)
            : h('span', { class: shade(score) }, short(score, 'score', null)),
        );
      }),
    ),
  );
  const heads = ['Complete', 'Valid', 'Unique', 'Consistent', 'On time', 'Reconciled'];
  return liveTile(
    'quality',
    'Quality by table',
    7,
    'of the last pipeline run',
    !worst
      ? 'No checks ran.'
      : worst.failed === 0
        ? 'Every table is at 100.'
        : [
            h('b', {}, bare(worst.table)),
            ` is lowest at ${short(worst.score, 'score', null)}: ${count(worst.failed)} of ${count(worst.checks)} checks not passed.`,
          ],
    rows.length > 0 &&
      table(
        'Quality scores by table',
        [['Table'], ['Score', 'right'], ...heads.map((head) => [head] as const)],
        rows,
        'heat quality',
      ),
    'Deeper colour: worse. A blocking failure caps a table at 50. –: no such check.',
  );
}

function runsTile(status: StatusDocument): HTMLElement {
  const longest = Math.max(1, ...status.runs.map((run) => seconds(run.started_at, run.finished_at)));
  const rows = status.runs.slice(0, 12).map((run) => {
    const took = seconds(run.started_at, run.finished_at);
    const bad = run.outcome === 'failed' || run.outcome === 'held_back';
    return h(
      'tr',
      {},
      h('th', { scope: 'row' }, run.machine === 'pipeline' ? 'pipeline' : `ingest ${run.source ?? ''}`),
      h('td', { class: 'nowrap' }, outcome(run.outcome)),
      h('td', { class: 'nowrap muted wide-cell' }, dayMoment(run.started_at)),
      h(
        'td',
        {},
        h(
          'span',
          { class: 'cell-bar long' },
          styled(h('span', { class: `run-bar ${bad ? 'n2' : run.machine === 'pipeline' ? 'c1' : 's4'}` }), {
            width: `${(100 * took) / longest}%`,
          }),
          h('em', {}, duration(took)),
        ),
      ),
    );
  });
  return liveTile(
    'runs',
    'Last runs',
    5,
    'newest first',
    rows.length === 0 ? 'No run yet.' : null,
    rows.length > 0 && table('Last runs', [['Run'], ['Outcome'], ['Started, UTC', 'wide-cell'], ['Took']], rows),
    `${count(status.runs.length)} runs looked back on`,
  );
}

function alertsTile(status: StatusDocument): HTMLElement {
  const { alerts } = status;
  return liveTile(
    'alerts',
    'Alerts',
    12,
    'newest first',
    alerts.length === 0 ? 'No alert was sent.' : null,
    h(
      'ul',
      {},
      alerts
        .slice(0, 8)
        .map((alert) =>
          h(
            'li',
            { class: 'action' },
            severityMark(alert.severity),
            h('div', {}, h('b', {}, alert.title)),
            h(
              'p',
              {},
              `${alert.body} ${moment(alert.at)}, owner ${alert.owner}. Runbook: `,
              h('code', {}, alert.runbook),
            ),
          ),
        ),
    ),
    'One incident for one cause',
  );
}

function notRepresentable(status: StatusDocument): HTMLElement | null {
  const found = status.not_representable;
  if (found.length === 0) return null;
  const reasons = [...Map.groupBy(found, ({ reason }) => reason)].map(([reason, some]) => ({
    reason,
    rows: some.reduce((sum, { rows }) => sum + rows, 0),
    amount: some.reduce((sum, { amount }) => sum + amount, 0),
  }));
  return liveTile(
    'not-representable',
    'Rows no shop could hold',
    12,
    'of the replayed file',
    [
      h('b', {}, count(reasons.reduce((sum, { rows }) => sum + rows, 0))),
      ' rows of the input are no orders, and are counted here instead of being bent into some.',
    ],
    table(
      'Rows of the input no shop could hold',
      [['Reason'], ['Rows', 'right'], ['Amount', 'right']],
      reasons.map(({ reason, rows, amount }) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, reason.replaceAll('_', ' ')),
          h('td', { class: 'right' }, count(rows)),
          h('td', { class: 'right' }, short(amount, 'money', null)),
        ),
      ),
    ),
    'By reason; by month in ops/not-representable.json',
  );
}

/** Data health from the run status: what stands above the tiles, and the tiles. */
export function healthParts(status: StatusDocument): { above: HTMLElement[]; below: HTMLElement[] } {
  const open = incident(status);
  const extra = notRepresentable(status);
  return {
    above: [...(open ? [open] : []), keyFigures(status)],
    below: [
      failedChecks(status),
      watermarks(status),
      qualityTile(status),
      runsTile(status),
      slicesTile(status),
      ...(extra ? [extra] : []),
      ...(status.alerts.length > 0 ? [alertsTile(status)] : []),
    ],
  };
}
