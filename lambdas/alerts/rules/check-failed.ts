import { CURRENT_KEY, checksKey } from '../../contracts/layout.ts';
import { BLOCKING, type CheckResult } from '../../contracts/quality.ts';
import { byRootCause, type CheckGroup } from '../root-cause.ts';
import { type AlertContext, type AlertRule, type Found, found, listed } from '../rule.ts';

/** A failed check is told once, with the checks downstream that fail because of it. Notes stay in status. */
export const checkFailed: AlertRule = {
  name: 'check-failed',
  runbook: {
    means: [
      'A check of the candidate failed. With severity `error` or `page` the marts that stand on it keep their last good version',
      `(\`held\` in \`${CURRENT_KEY}\` says which and why) and the others were published; with \`warn\` all were.`,
    ],
    look: [
      `The alert names check, table, column, value and threshold, with a few keys. \`${checksKey('<run>')}\` holds all results; the`,
      'query of a check stands in the header of its model (`sql/models/…`) or in `sql/checks/…`.',
    ],
    mend: [
      'Wrong data from a vendor: have it corrected there, and the next run reads the change. A rule that no longer fits: change the',
      'header, with a reason in the commit. Then run again; nothing needs to be undone.',
    ],
    cases: {
      values_can_be_cast: [
        'A value cannot be read; its column is null until a good reading lands. `status` names source, stream, key and column; have',
        'the record corrected at the vendor.',
      ],
      rows_can_be_used: [
        'A row lacks its key, its money or its day, and is left out. `status` names it as above; have the record corrected at the',
        'vendor.',
      ],
      model_is_built: [
        'The warehouse refused a model. It and the models that stand on it keep their last good version; the next run that can',
        'builds them from nothing.',
      ],
      '…_is_usual': [
        "The last seven days are far from the mart's own weeks ([decision 16](decisions/0016-plausibility.md)). The message names",
        'the series, the figure, the usual range, since when, and which metrics not to trust. Look at a few orders of such a day in',
        "the vendor's admin. If they are wrong there or in our reading, mend that, and the next run judges again. If the shop did",
        "change, add `accepted: [{ series, since, why }]` to `plausible` in the mart's header.",
      ],
      closed_week_equals_shop_report: [
        "Read the named days again (`npm run backfill`), then compare with the sales report in the shop's admin.",
      ],
    },
  },
  find: ({ checks = [], published, parentsOf, ownerOf }) => {
    const failed = checks.filter(({ outcome, severity }) => outcome === 'fail' && severity !== 'note');
    return byRootCause(failed, parentsOf).map((group) => alertOf(group, ownerOf(group.check.table), published));
  },
};

const number = (value: number | null) => (value === null ? 'not measured' : String(value));
const whereOf = ({ table, column }: CheckResult) => (column === null ? table : `${table}.${column}`);

export function alertOf({ check, below }: CheckGroup, owner: string, published: AlertContext['published']): Found {
  const where = whereOf(check);
  const further = below.length === 0 ? '' : ` ${below.length} checks on tables built from it fail with it.`;
  return found('check-failed', `${check.check}/${where}`, {
    judged_by: 'checks',
    severity: check.severity,
    title: `${check.check} failed on ${where}: ${number(check.value)} ${check.unit}, allowed ${number(check.threshold)}`,
    body: `${check.message} ${consequence(check, published)}${further}`,
    owner,
    untrusted: [...new Set([check.table, ...below.map(({ table }) => table)])],
    details: {
      check: check.check,
      table: check.table,
      column: check.column,
      value: check.value,
      threshold: check.threshold,
      unit: check.unit,
      sample_keys: check.sample_keys,
      below: below.map((one) => `${one.check} on ${whereOf(one)}`),
    },
  });
}

function consequence(check: CheckResult, published: AlertContext['published']): string {
  const blocks = BLOCKING.has(check.severity);
  if (!published)
    return blocks
      ? 'Publication was held back; the last good version stays served.'
      : 'It did not hold publication back by itself; nothing new was published, see the other alerts of this run.';
  if (!blocks) return 'The version was published with this warning.';
  const held = Object.keys(published.held).sort();
  if (held.length === 0) return 'No mart depends on it; everything was published.';
  return `Marts that depend on it keep their last version; of the run ${listed(held)} ${held.length === 1 ? 'is' : 'are'} held back, everything else was published.`;
}
