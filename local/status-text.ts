import { faultText, groupFaults } from '../lambdas/contracts/fault-groups.ts';
import type { Status } from '../lambdas/runs/read-status.ts';

const table = (head: readonly string[], rows: readonly (readonly unknown[])[]): string => {
  const texts = [head, ...rows].map((row) => row.map((cell) => (cell === null ? '–' : String(cell))));
  const widths = head.map((_, column) => Math.max(...texts.map((row) => row[column]?.length ?? 0)));
  return texts
    .map(
      (row) =>
        `  ${row
          .map((cell, column) => cell.padEnd(widths[column]!))
          .join('  ')
          .trimEnd()}`,
    )
    .join('\n');
};

/** Number of fault groups shown. */
const GROUPS = 15;

const section = (title: string, body: string) => `\n${title}\n${body}\n`;
const shortly = (iso: string | null) => (iso === null ? null : iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ''));
const proofText = (slice: Status['slices'][number]) =>
  slice.proof === null
    ? '–'
    : slice.proof.kind === 'none'
      ? 'none offered'
      : `${slice.proof.kind} ${slice.proof.expected}`;

/** A first run that failed before its pipeline ended has left its slices and its failure. */
function beforeFirstPipeline({ runs, failures }: Status): string {
  if (runs.length === 0 && failures.length === 0) return 'Nothing has run in this home yet. Run `npm start` first.\n';
  let text = 'No pipeline has ended in this home yet; nothing is published.\n';
  if (runs.length > 0)
    text += section(
      'Runs',
      table(
        ['run', 'connection', 'outcome', 'ended'],
        runs.map((run) => [run.run_id, `${run.source}:${run.connection}`, run.outcome, shortly(run.finished_at)]),
      ),
    );
  for (const one of failures) text += `■ ${one.machine}: ${one.error}: ${one.message}\n`;
  return text;
}

/** Status for a person: the outcome first, then what needs attention, then the details. */
export function statusText(status: Status, now = Date.now()): string {
  const { last_run: last, served } = status;
  const damaged = status.damaged.map((line) => `■ ${line}\n`).join('');
  if (!last) return damaged + beforeFirstPipeline(status);
  let text = `${damaged}Last run ${last.run_id}: ${last.outcome.replaceAll('_', ' ')} (as of ${shortly(last.as_of)}).\n`;
  text += served
    ? `Served: version ${served.version}, ${served.marts} marts, published ${shortly(served.published_at)}.\n`
    : 'Nothing has been published yet.\n';
  for (const line of last.reasons) if (!status.degraded.includes(line)) text += `■ ${line}\n`;
  for (const line of status.degraded) text += `◆ degraded: ${line}\n`;
  const { fresh_until: until } = status;
  if (until !== null && Date.parse(until) < now)
    text += `◆ older than promised: no run has renewed it since ${shortly(until)} UTC\n`;
  if (status.never_read.length > 0) text += `○ never read, so empty: ${status.never_read.join(', ')}\n`;
  for (const line of status.unmodelled) text += `◆ ${line}\n`;

  if (status.incidents.length > 0) {
    text += section(
      'Open incidents (oldest first)',
      table(
        ['severity', 'since', 'what', 'owner', 'runbook'],
        status.incidents.map((one) => [one.severity, shortly(one.since), one.title, one.owner, one.runbook]),
      ),
    );
  }
  if (status.faults.total > 0) {
    const groups = groupFaults(status.faults.faults);
    const more = groups.length > GROUPS ? `\n  and ${groups.length - GROUPS} more kinds: --json` : '';
    text += section(
      `Left out until a good reading: ${status.faults.total} records or fields`,
      groups
        .slice(0, GROUPS)
        .map((group) => `  ${faultText(group)}`)
        .join('\n') + more,
    );
  }

  if (status.alerts.length > 0) {
    text += section(
      'Messages sent (newest first)',
      table(
        ['severity', 'what', 'since'],
        status.alerts.slice(0, 10).map((one) => [one.severity, one.title, shortly(one.at)]),
      ),
    );
  }
  const failed = status.checks.filter((check) => check.outcome !== 'pass');
  text += section(
    `Checks: ${status.checks.length - failed.length} of ${status.checks.length} passed`,
    table(
      ['severity', 'check', 'table', 'column', 'value', 'allowed', 'unit'],
      failed
        .slice(0, 15)
        .map((one) => [one.severity, one.check, one.table, one.column, one.value, one.threshold, one.unit]),
    ),
  );
  text += section(
    'Slices of the last run',
    table(
      ['stream', 'from', 'to', 'path', 'outcome', 'rows', 'quarantined', 'proof'],
      status.slices.map((one) => [
        `${one.source}:${one.connection}:${one.stream}`,
        shortly(one.window.from),
        shortly(one.window.to),
        one.path,
        one.repeats ? 'unchanged' : one.outcome,
        one.rows,
        one.quarantined,
        proofText(one),
      ]),
    ),
  );
  text += section(
    'Watermarks',
    table(
      ['stream', 'committed to', 'gaps'],
      status.watermarks.map((one) => [
        `${one.source}:${one.connection}:${one.stream}`,
        shortly(one.watermark),
        one.gaps,
      ]),
    ),
  );
  const figures = (metrics: Readonly<Record<string, number>>) =>
    Object.entries(metrics)
      .slice(0, 4)
      .map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`)
      .join(', ');
  text += section(
    'Models served',
    table(
      ['model', 'kind', 'measured', 'baseline'],
      status.models.map((one) => [
        one.name,
        one.kind,
        figures(one.metrics),
        `${one.baseline.name}: ${figures(one.baseline.metrics)}`,
      ]),
    ),
  );
  if (status.not_representable.length > 0) {
    text += section(
      'Rows of the input that no shop could have',
      table(
        ['reason', 'month', 'rows', 'invoices', 'amount'],
        status.not_representable.map((one) => [
          one.reason,
          one.month,
          one.rows,
          one.invoices,
          JSON.stringify(one.amount),
        ]),
      ),
    );
  }
  return text;
}
