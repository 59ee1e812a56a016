import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { h, styled } from '../dom.ts';
import { count, dayMoment, duration, moment, short } from '../format.ts';
import { severityMark } from '../tiles/action-tile.ts';
import { liveTile, outcome, seconds, table } from './live-tile.ts';

export function runsTile(status: StatusDocument): HTMLElement {
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

export function alertsTile(status: StatusDocument): HTMLElement {
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

export function notRepresentable(status: StatusDocument): HTMLElement | null {
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
