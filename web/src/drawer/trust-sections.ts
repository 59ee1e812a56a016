import type { Trust } from '../../../lambdas/contracts/tile/trust.ts';
import { type Child, h } from '../dom.ts';
import { count, dayYear, MISSING, moment, short } from '../format.ts';

/** What was checked on the way here, and what of it failed. */
export function checksSection(trust: Trust): HTMLElement {
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

/** How fresh, how good, as of when, whose. */
export function facts(trust: Trust, owner: string, kind: string): HTMLElement {
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
