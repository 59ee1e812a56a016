import type { ComponentChildren } from 'preact';
import type { FailedCheck, Trust } from '../../../lambdas/contracts/tile/trust.ts';
import { count, dayYear, MISSING, moment, short } from '../format.ts';
import { usePage } from '../page-context.ts';

const toneOf = ({ severity }: FailedCheck) => (severity === 'note' ? '' : severity === 'warn' ? 'warn' : 'bad');

const Failed = ({ check }: { check: FailedCheck }) => (
  <li>
    <span class={`tag ${toneOf(check)}`.trim()}>{check.severity}</span>
    {` ${check.check} on ${check.table}${check.column ? `.${check.column}` : ''}: `}
    {check.value === null ? 'not measured' : count(check.value)} {check.unit}, allowed{' '}
    {check.threshold === null ? MISSING : count(check.threshold)}
  </li>
);

/** Checks of the tables in the lineage, and the failed ones. */
export const ChecksSection = ({ trust }: { trust: Trust }) => (
  <section>
    <h3>Checks</h3>
    {trust.failed.length > 0 ? (
      <ul>
        {trust.failed.map((check) => (
          <Failed check={check} />
        ))}
      </ul>
    ) : (
      <p>
        {trust.checks > 0
          ? `All ${count(trust.checks)} checks of ${trust.marts.join(', ')} and their upstream tables passed.`
          : 'No check has run on these marts in this version.'}
      </p>
    )}
  </section>
);

interface FactProps {
  readonly title: string;
  readonly small: string;
  readonly mark?: string;
  readonly children: ComponentChildren;
}

const Fact = ({ title, small, mark, children }: FactProps) => (
  <div>
    <dt>{title}</dt>
    <dd class={mark}>{children}</dd>
    <dd class="small">{small}</dd>
  </div>
);

/** Fresh: within the promise by the reader's own clock; without a promise only the day is known. */
function freshness({ late }: Trust, isOverdue: boolean, isPromised: boolean): readonly [string, string] {
  if (late.length > 0) return ['Incomplete', 'status late'];
  if (isOverdue) return ['Older than promised', 'status late'];
  return isPromised ? ['Fresh', 'status'] : ['Complete', 'status'];
}

interface FactsProps {
  readonly trust: Trust;
  readonly owner: string;
  /** The file or name under which it is stored. */
  readonly kind: string;
}

/** Freshness, quality, date and owner. */
export function Facts({ trust, owner, kind }: FactsProps) {
  const { current, isOverdue } = usePage();
  const until = current?.fresh_until ?? null;
  const [word, mark] = freshness(trust, isOverdue, until !== null);
  const scored = trust.score === null ? 'open' : trust.failed.length > 0 ? 'late' : '';
  const promised = until === null ? '' : `; promised until ${moment(until)}`;
  const newest = `newest day ${trust.newest ? dayYear(trust.newest) : MISSING}`;
  return (
    <dl class="facts">
      <Fact
        title="Freshness"
        mark={mark}
        small={`${trust.late.length > 0 ? `${trust.late.join(', ')}; ` : ''}${newest}${promised}`}
      >
        {word}
      </Fact>
      <Fact
        title="Quality"
        mark={`status ${scored}`.trim()}
        small={`${count(trust.checks - trust.failed.length)} of ${count(trust.checks)} checks passed`}
      >
        {trust.score === null ? MISSING : `${short(trust.score, 'score', null)} of 100`}
      </Fact>
      <Fact title="As of" small={moment(trust.as_of)}>
        {dayYear(trust.as_of)}
      </Fact>
      <Fact title="Owner" small={kind}>
        {owner}
      </Fact>
    </dl>
  );
}
