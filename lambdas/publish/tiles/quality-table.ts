import { DIMENSIONS, scoresByTable } from '../../contracts/quality-score.ts';
import type { Tile } from '../../contracts/tile/tile.ts';
import type { Facts } from './facts.ts';
import { tileOf } from './frame.ts';
import { figure, plain, say } from './sentence.ts';

/** Quality by table as it was when this version was published. */
export function qualityTile(facts: Facts): Tile {
  const scores = scoresByTable(facts.context.checks);
  const [worst] = scores;
  return tileOf(facts, {
    name: 'health_quality',
    title: 'Quality by table',
    scope: 'of the version served',
    finding: !worst
      ? []
      : worst.failed === 0
        ? [say('All '), figure(facts.context.checks.length, 'count'), say(' checks passed.')]
        : [
            say(`${worst.table} is lowest: `),
            figure(worst.score, 'score'),
            say(' of 100, '),
            plain(worst.failed, 'count'),
            say(' of '),
            plain(worst.checks, 'count'),
            say(' checks not passed.'),
          ],
    about:
      'Score: share of checks passed, weighted by severity. A failed check that blocks publication caps its table at 50. A check that could not be evaluated has not passed.',
    sql: '',
    marts: [],
    body:
      scores.length === 0
        ? { kind: 'empty', title: 'No checks ran', text: 'They run with every pipeline, before anything is published.' }
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
  });
}
