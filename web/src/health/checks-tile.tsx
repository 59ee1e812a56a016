import { useState } from 'preact/hooks';
import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { blockingChecks } from '../../../lambdas/contracts/status-summary.ts';
import { count, MISSING } from '../format.ts';
import { LiveTable, LiveTile } from './live-tile.tsx';
import { bare, tone } from './words.ts';

type Check = StatusDocument['checks'][number];

const SHOWN = 40;

/** Without failures: the kinds of checks, so that a green page shows what was checked. */
function ByKind({ checks }: StatusDocument) {
  if (checks.length === 0) return null;
  const kinds = [...Map.groupBy(checks, ({ family }) => family)].sort(([, a], [, b]) => b.length - a.length);
  return (
    <LiveTable caption="Checks by kind" heads={[['Kind'], ['Tables', 'right'], ['Passed', 'right']]}>
      {kinds.map(([family, some]) => (
        <tr>
          <th scope="row">{family.replaceAll('_', ' ')}</th>
          <td class="right">{count(new Set(some.map(({ table }) => table)).size)}</td>
          <td class="right">{count(some.length)}</td>
        </tr>
      ))}
    </LiveTable>
  );
}

/** A failed check; its message and first keys expand on a click. */
function FailedRow({ check }: { check: Check }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <tr>
        <th scope="row">
          <span class={`tag ${tone(check.severity)}`.trim()}>{check.severity}</span>{' '}
          <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {check.check.replaceAll('_', ' ')}
          </button>
        </th>
        <td class="mono">
          {bare(check.table)}
          {check.column && `.${check.column}`}
        </td>
        <td class="right nowrap">{check.value === null ? 'not measured' : `${count(check.value)} ${check.unit}`}</td>
        <td class="right muted nowrap">{check.threshold === null ? MISSING : count(check.threshold)}</td>
      </tr>
      <tr hidden={!isOpen}>
        <td colSpan={4}>
          <div class="sample">
            <p>{check.message}</p>
            {check.sample_keys.length > 0 && (
              <p>
                First keys: <code>{check.sample_keys.join(', ')}</code>
              </p>
            )}
          </div>
        </td>
      </tr>
    </>
  );
}

export function ChecksTile({ status }: { status: StatusDocument }) {
  const failed = status.checks.filter((check) => check.outcome !== 'pass');
  const blocked = blockingChecks(status).length;
  const rest = failed.length > SHOWN ? `The first ${SHOWN} of ${count(failed.length)}. ` : '';
  return (
    <LiveTile
      id="checks"
      title="Checks"
      span={8}
      scope="of the last pipeline run"
      headline={
        failed.length === 0 ? (
          <>
            <b>All {count(status.checks.length)}</b> checks passed.
          </>
        ) : (
          <>
            <b>{count(failed.length)}</b> of {count(status.checks.length)} did not pass;{' '}
            <b>{blocked === 0 ? 'none blocked publishing' : `${blocked} blocked publishing`}</b>.
          </>
        )
      }
      foot={`${rest}${count(status.checks.length)} checks. Failing rows are kept by key; no personal data is shown.`}
    >
      {failed.length === 0 ? (
        <ByKind {...status} />
      ) : (
        <LiveTable
          caption="Checks that did not pass"
          heads={[['Check'], ['Table'], ['Found', 'right'], ['Allowed', 'right']]}
        >
          {failed.slice(0, SHOWN).map((check) => (
            <FailedRow key={`${check.table} ${check.column} ${check.check}`} check={check} />
          ))}
        </LiveTable>
      )}
    </LiveTile>
  );
}
