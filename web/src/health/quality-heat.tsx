import { DIMENSIONS, scoresByTable } from '../../../lambdas/contracts/quality-score.ts';
import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { count, MISSING, short } from '../format.ts';
import { LiveTable, LiveTile } from './live-tile.tsx';
import { bare } from './words.ts';

/** Layers below the marts, shown only when something is wrong. */
const BELOW = /^(raw|staging|intermediate)\./;
const SHOWN = 30;
const HEADS = ['Complete', 'Valid', 'Unique', 'Consistent', 'On time', 'Reconciled'];

const shade = (score: number) =>
  score >= 98 ? '' : score >= 94 ? 'low1' : score >= 88 ? 'low2' : score >= 70 ? 'low3' : 'low4';

export function QualityTile({ status }: { status: StatusDocument }) {
  const scores = scoresByTable(status.checks);
  const [worst] = scores;
  const shown = scores.filter(({ table, score }) => score < 100 || !BELOW.test(table)).slice(0, SHOWN);
  const headline = !worst ? (
    'No checks ran.'
  ) : worst.failed === 0 ? (
    'Every table is at 100.'
  ) : (
    <>
      <b>{bare(worst.table)}</b>
      {` is lowest at ${short(worst.score, 'score', null)}: ${count(worst.failed)} of ${count(worst.checks)} checks not passed.`}
    </>
  );
  const rest =
    scores.length > shown.length
      ? `${count(scores.length - shown.length)} more tables are not shown, including those below the marts at 100. `
      : '';
  return (
    <LiveTile
      id="quality"
      title="Quality by table"
      span={7}
      scope="of the last pipeline run"
      headline={headline}
      foot={`${rest}Deeper colour: worse. A blocking failure caps a table at 50. –: no such check.`}
    >
      {shown.length > 0 && (
        <LiveTable
          caption="Quality scores by table"
          heads={[['Table'], ['Score', 'right'], ...HEADS.map((head) => [head] as const)]}
          look="heat quality"
        >
          {shown.map((one) => (
            <tr>
              <th scope="row">{bare(one.table)}</th>
              <td class="right">
                <b>{short(one.score, 'score', null)}</b>
              </td>
              {DIMENSIONS.map((dimension) => {
                const score = one.dimensions[dimension];
                return (
                  <td>
                    {score === undefined ? (
                      <span class="muted">{MISSING}</span>
                    ) : (
                      <span class={shade(score)}>{short(score, 'score', null)}</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </LiveTable>
      )}
    </LiveTile>
  );
}
