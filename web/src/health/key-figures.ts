import { scoresByTable } from '../../../lambdas/contracts/quality-score.ts';
import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { type Child, h } from '../dom.ts';
import { count, duration, MISSING, moment, short } from '../format.ts';
import { bare, outcome, seconds } from './live-tile.ts';

const kpi = (name: string, value: Child, detail: string, foot: string, bad = false) =>
  h(
    'article',
    { class: 'kpi' },
    h('div', { class: 'kpi-name' }, h('span', {}, name)),
    h('span', { class: 'kpi-value' }, value),
    h('div', { class: 'kpi-change' }, h('span', { class: bad ? 'change bad' : 'against' }, detail)),
    h('p', { class: 'kpi-foot' }, foot),
  );

export function keyFigures(status: StatusDocument): HTMLElement {
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
      last !== null && last.outcome !== 'published' && last.outcome !== 'ok',
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
      status.faults.total > 0 ? `${count(status.faults.total)} out in all, of every run` : 'kept with their reason',
      status.faults.total > 0,
    ),
    kpi(
      'Proven complete',
      [count(proven), ' ', h('small', {}, `of ${count(slices.length)}`)],
      'equal to the vendor’s count',
      proven === slices.length ? 'no slice without a count' : `${count(slices.length - proven)} without a count`,
    ),
  );
}
