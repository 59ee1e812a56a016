import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { blockingChecks } from '../../../lambdas/contracts/status-summary.ts';
import { count, MISSING, moment } from '../format.ts';

const ended = (text: string) => (text === '' ? '' : `${text.replace(/[.\s]*$/, '')}. `);

/**
 * Failure of the last run: the problem, the data that is safe, and the numbers not to trust; nothing when it published.
 */
export function Incident({ status }: { status: StatusDocument }) {
  const last = status.last_run;
  if (!last || last.published || last.outcome === 'ok') return null;
  const heldBack = last.outcome === 'held_back';
  const blocking = blockingChecks(status);
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
  const safe = status.served ? 'The last good version is still served.' : 'Nothing has been published yet.';
  return (
    <div class="grid above">
      <section class="tile g12 incident" id="incident" aria-labelledby="incident-title" tabIndex={-1}>
        <div>
          <p class="sub">
            <span class="tag bad">{heldBack ? 'held back' : 'failed'}</span>
            {` Run of ${moment(last.finished_at)}${alerts.length > 1 ? `, ${alerts.length} alerts in one` : ''}`}
          </p>
          <h2 id="incident-title">{title}</h2>
          <p class="headline">
            {heldBack
              ? `${found}${ended(worst?.message ?? '')}Publication was held back. ${safe}`
              : `${ended(failure?.message ?? '')}${safe}`}
          </p>
        </div>
        <dl>
          <dt>Tables not to trust in the new build</dt>
          <dd class="mono">{untrusted.length > 0 ? untrusted.join(', ') : 'none named'}</dd>
          <dt>Run</dt>
          <dd class="mono">{last.run_id}</dd>
          <dt>Runbook</dt>
          <dd class="mono">{alerts[0]?.runbook ?? 'docs/runbook.md'}</dd>
        </dl>
        <dl>
          <dt>Served now</dt>
          <dd>{status.served ? `version ${status.served.version}` : 'nothing'}</dd>
          <dt>Published</dt>
          <dd>{status.served ? moment(status.served.published_at) : MISSING}</dd>
          <dt>Blocking checks</dt>
          <dd>{count(blocking.length)}</dd>
        </dl>
      </section>
    </div>
  );
}
