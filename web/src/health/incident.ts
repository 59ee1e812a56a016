import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { h } from '../dom.ts';
import { count, MISSING, moment } from '../format.ts';

const ended = (text: string) => (text === '' ? '' : `${text.replace(/[.\s]*$/, '')}. `);

/** What the last run could not do, what is safe, and which numbers not to trust; nothing when it published. */
export function incident(status: StatusDocument): HTMLElement | null {
  const last = status.last_run;
  if (!last || last.published || last.outcome === 'ok') return null;
  const heldBack = last.outcome === 'held_back';
  const blocking = status.checks.filter(
    ({ outcome, severity }) => outcome !== 'pass' && (severity === 'error' || severity === 'page'),
  );
  const [worst] = blocking;
  const alerts = status.alerts.filter(({ run_id }) => run_id === last.run_id);
  const untrusted = [
    ...new Set([...alerts.flatMap((alert) => alert.untrusted), ...blocking.map(({ table }) => table)]),
  ].sort();
  const failure = status.failures[0];
  const title =
    heldBack && worst
      ? `${worst.check.replaceAll('_', ' ')} on ${worst.table}${worst.column ? `.${worst.column}` : ''}`
      : failure
        ? `${failure.state} failed: ${failure.error}`
        : 'The last run failed';
  const found = worst
    ? `Found ${worst.value === null ? MISSING : count(worst.value)} ${worst.unit}, allowed ${worst.threshold === null ? MISSING : count(worst.threshold)}. `
    : '';
  const safe = status.served ? 'The last good version stays served.' : 'Nothing has been published yet.';
  return h(
    'div',
    { class: 'grid above' },
    h(
      'section',
      { class: 'tile g12 incident', id: 'incident', 'aria-labelledby': 'incident-title' },
      h(
        'div',
        {},
        h(
          'p',
          { class: 'sub' },
          h('span', { class: 'tag bad' }, heldBack ? 'held back' : 'failed'),
          ` Run of ${moment(last.finished_at)}${alerts.length > 1 ? `, ${alerts.length} alerts in one` : ''}`,
        ),
        h('h2', { id: 'incident-title' }, title),
        h(
          'p',
          { class: 'finding' },
          heldBack
            ? `${found}${ended(worst?.message ?? '')}Publication was held back. ${safe}`
            : `${ended(failure?.message ?? '')}${safe}`,
        ),
      ),
      h(
        'dl',
        {},
        h('dt', {}, 'Tables not to trust in the new build'),
        h('dd', { class: 'mono' }, untrusted.length > 0 ? untrusted.join(', ') : 'none named'),
        h('dt', {}, 'Run'),
        h('dd', { class: 'mono' }, last.run_id),
        h('dt', {}, 'Runbook'),
        h('dd', { class: 'mono' }, alerts[0]?.runbook ?? 'docs/runbook.md'),
      ),
      h(
        'dl',
        {},
        h('dt', {}, 'Served now'),
        h('dd', {}, status.served ? `version ${status.served.version}` : 'nothing'),
        h('dt', {}, 'Published'),
        h('dd', {}, status.served ? moment(status.served.published_at) : MISSING),
        h('dt', {}, 'Blocking checks'),
        h('dd', {}, count(blocking.length)),
      ),
    ),
  );
}
