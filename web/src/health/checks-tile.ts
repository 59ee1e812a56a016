import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { type Child, h } from '../dom.ts';
import { count, MISSING } from '../format.ts';
import { bare, liveTile, table, tone } from './live-tile.ts';

/** When nothing failed: what was asked, so that a green page says what it knows. */
function byKind({ checks }: StatusDocument): HTMLElement | null {
  if (checks.length === 0) return null;
  const kinds = [...Map.groupBy(checks, ({ family }) => family)].sort(([, a], [, b]) => b.length - a.length);
  const rows = kinds.map(([family, some]) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, family.replaceAll('_', ' ')),
      h('td', { class: 'right' }, count(new Set(some.map(({ table: name }) => name)).size)),
      h('td', { class: 'right' }, count(some.length)),
    ),
  );
  return table('Checks by kind', [['Kind'], ['Tables', 'right'], ['Passed', 'right']], rows);
}

export function failedChecks(status: StatusDocument): HTMLElement {
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
      ? byKind(status)
      : table('Checks that did not pass', [['Check'], ['Table'], ['Found', 'right'], ['Allowed', 'right']], rows),
    `${count(status.checks.length)} checks. Failing rows are kept by key; no personal data is shown.`,
  );
}
