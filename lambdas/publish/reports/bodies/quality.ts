import { DIMENSIONS, type QualityScore, scoresByTable } from '../../../contracts/quality-score.ts';
import type { Sentence } from '../../../contracts/tile/sentence.ts';
import type { Drawing, Drawn } from '../drawing.ts';
import { figure, plain, say } from '../sentence.ts';

function headlineOf(worst: QualityScore | undefined, checks: number): Sentence {
  if (!worst) return [];
  if (worst.failed === 0) return [say('All '), figure(checks, 'count'), say(' checks passed.')];
  return [
    say(`${worst.table} is lowest: `),
    figure(worst.score, 'score'),
    say(' of 100, '),
    plain(worst.failed, 'count'),
    say(' of '),
    plain(worst.checks, 'count'),
    say(' checks not passed.'),
  ];
}

/** Quality by table when this version was published. */
export function drawQuality({ context }: Drawing): Drawn {
  const { checks } = context.published;
  const scores = scoresByTable(checks);
  return {
    headline: headlineOf(scores[0], checks.length),
    body:
      scores.length === 0
        ? undefined
        : {
            kind: 'table',
            caption: 'Quality scores by table and dimension',
            columns: [
              { key: 'table', label: 'Table', as: 'key', narrow: true },
              { key: 'score', label: 'Score', as: 'number', unit: 'score', narrow: true },
              ...DIMENSIONS.map((dimension) => ({
                key: dimension,
                label: dimension.replaceAll('_', ' '),
                as: 'number' as const,
                unit: 'score' as const,
              })),
              { key: 'checks', label: 'Checks', as: 'number', unit: 'count' },
              { key: 'failed', label: 'Not passed', as: 'number', unit: 'count', narrow: true },
            ],
            rows: scores.map((score) => [
              score.table,
              score.score,
              ...DIMENSIONS.map((dimension) => score.dimensions[dimension] ?? null),
              score.checks,
              score.failed,
            ]),
            sort: null,
            total: scores.length,
          },
  };
}
