import { DIMENSIONS, scoresByTable } from '../../../lambdas/contracts/quality-score.ts';
import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { h } from '../dom.ts';
import { count, MISSING, short } from '../format.ts';
import { bare, liveTile, table } from './live-tile.ts';

/** Layers below the marts, shown only where something is wrong. */
const BELOW = /^(raw|staging|intermediate)\./;

export function qualityTile(status: StatusDocument): HTMLElement {
  const scores = scoresByTable(status.checks);
  const shade = (score: number) =>
    score >= 98 ? '' : score >= 94 ? 'low1' : score >= 88 ? 'low2' : score >= 70 ? 'low3' : 'low4';
  const [worst] = scores;
  const shown = scores.filter(({ table: name, score }) => score < 100 || !BELOW.test(name)).slice(0, 30);
  const rows = shown.map((one) =>
    h(
      'tr',
      {},
      h('th', { scope: 'row' }, bare(one.table)),
      h('td', { class: 'right' }, h('b', {}, short(one.score, 'score', null))),
      DIMENSIONS.map((dimension) => {
        const score = one.dimensions[dimension];
        return h(
          'td',
          {},
          score === undefined
            ? h('span', { class: 'muted' }, MISSING)
            : h('span', { class: shade(score) }, short(score, 'score', null)),
        );
      }),
    ),
  );
  const heads = ['Complete', 'Valid', 'Unique', 'Consistent', 'On time', 'Reconciled'];
  return liveTile(
    'quality',
    'Quality by table',
    7,
    'of the last pipeline run',
    !worst
      ? 'No checks ran.'
      : worst.failed === 0
        ? 'Every table is at 100.'
        : [
            h('b', {}, bare(worst.table)),
            ` is lowest at ${short(worst.score, 'score', null)}: ${count(worst.failed)} of ${count(worst.checks)} checks not passed.`,
          ],
    rows.length > 0 &&
      table(
        'Quality scores by table',
        [['Table'], ['Score', 'right'], ...heads.map((head) => [head] as const)],
        rows,
        'heat quality',
      ),
    `${scores.length > shown.length ? `${count(scores.length - shown.length)} more tables below the marts are at 100. ` : ''}Deeper colour: worse. A blocking failure caps a table at 50. –: no such check.`,
  );
}
