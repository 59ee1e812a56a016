import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { SeverityMark } from '../elements/severity-mark.tsx';
import { count, dayMoment, duration, moment, short } from '../format.ts';
import { LiveTable, LiveTile, Outcome } from './live-tile.tsx';
import { seconds } from './words.ts';

const RUNS = 12;
const ALERTS = 8;

export function RunsTile({ status: { runs } }: { status: StatusDocument }) {
  const longest = Math.max(1, ...runs.map((run) => seconds(run.started_at, run.finished_at)));
  return (
    <LiveTile
      id="runs"
      title="Last runs"
      span={5}
      scope="newest first"
      headline={runs.length === 0 && 'No run yet.'}
      foot={`${count(runs.length)} recent runs`}
    >
      {runs.length > 0 && (
        <LiveTable caption="Last runs" heads={[['Run'], ['Outcome'], ['Started, UTC', 'wide-cell'], ['Took']]}>
          {runs.slice(0, RUNS).map((run) => {
            const took = seconds(run.started_at, run.finished_at);
            const isBad = run.outcome === 'failed' || run.outcome === 'held_back';
            const fill = isBad ? 'n2' : run.machine === 'pipeline' ? 'c1' : 's4';
            return (
              <tr key={run.run_id}>
                <th scope="row">{run.machine === 'pipeline' ? 'pipeline' : `ingest ${run.source ?? ''}`}</th>
                <td class="nowrap">
                  <Outcome word={run.outcome} />
                </td>
                <td class="nowrap muted wide-cell">{dayMoment(run.started_at)}</td>
                <td>
                  <span class="cell-bar long">
                    <span class={`run-bar ${fill}`} style={{ width: `${(100 * took) / longest}%` }} />
                    <em>{duration(took)}</em>
                  </span>
                </td>
              </tr>
            );
          })}
        </LiveTable>
      )}
    </LiveTile>
  );
}

export function AlertsTile({ status: { alerts } }: { status: StatusDocument }) {
  if (alerts.length === 0) return null;
  return (
    <LiveTile
      id="alerts"
      title="Alerts"
      span={12}
      scope="newest first"
      foot={`${alerts.length > ALERTS ? `The first ${ALERTS} of ${alerts.length}. ` : ''}One incident per cause`}
    >
      <ul>
        {alerts.slice(0, ALERTS).map((alert) => (
          <li class="action" key={alert.id}>
            <SeverityMark severity={alert.severity} />
            <div>
              <b>{alert.title}</b>
            </div>
            <p>
              {`${alert.body} ${moment(alert.at)}, owner ${alert.owner}. Runbook: `}
              <code>{alert.runbook}</code>
            </p>
          </li>
        ))}
      </ul>
    </LiveTile>
  );
}

/** Rows of a replayed file that no shop could have, by reason. */
export function NotRepresentable({ status: { not_representable: found } }: { status: StatusDocument }) {
  if (found.length === 0) return null;
  const reasons = [...Map.groupBy(found, ({ reason }) => reason)].map(([reason, some]) => ({
    reason,
    rows: some.reduce((sum, { rows }) => sum + rows, 0),
    amount: some.reduce((sum, { amount }) => sum + amount, 0),
  }));
  return (
    <LiveTile
      id="not-representable"
      title="Rows no shop could have"
      span={12}
      scope="of the replayed file"
      headline={
        <>
          <b>{count(reasons.reduce((sum, { rows }) => sum + rows, 0))}</b> rows of the input are not orders, and are
          counted here instead of being turned into some.
        </>
      }
      foot="By reason; by month in ops/not-representable.json"
    >
      <LiveTable
        caption="Rows of the input that no shop could have"
        heads={[['Reason'], ['Rows', 'right'], ['Amount', 'right']]}
      >
        {reasons.map(({ reason, rows, amount }) => (
          <tr>
            <th scope="row">{reason.replaceAll('_', ' ')}</th>
            <td class="right">{count(rows)}</td>
            <td class="right">{short(amount, 'money', null)}</td>
          </tr>
        ))}
      </LiveTable>
    </LiveTile>
  );
}
