// The documented example of a source keeps the promises of the shipped ones, through the same suites.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loyalty } from '../../../docs/examples/loyalty/source.ts';
import { parseLibrary } from '../../../lambdas/sql/library.ts';
import { library as every } from '../../helpers/library.ts';
import { builtTwoWays, readingsOf, rowsOf } from '../staging/staged.ts';
import { declaredWire } from './declared-wire.ts';
import { describeSource } from './describe-source.ts';
import { Fixtures } from './wire.ts';

const folder = new URL('../../../docs/examples/loyalty/', import.meta.url);
const fixtures = new Fixtures(new URL('fixtures', folder).pathname);

describe('loyalty', () => {
  describeSource(loyalty, fixtures, declaredWire());

  it('is staged by its one file: the newest version of each event', async () => {
    const text = readFileSync(new URL('stg_loyalty__point_events.sql', folder), 'utf8');
    const { models } = parseLibrary(new Map([['models/staging/loyalty/stg_loyalty__point_events.sql', text]]));
    const library = { ...every, models, checks: [] };
    const readings = readingsOf(loyalty, fixtures, declaredWire());
    const { step, whole } = await builtTwoWays(library, readings, [{ source: 'loyalty', stream: 'point_events' }]);
    try {
      const [{ table, header }] = [...models.values()] as [NonNullable<ReturnType<typeof models.get>>];
      const rows = await rowsOf(step, table, Object.keys(header.columns));
      expect(rows).toEqual(await rowsOf(whole, table, Object.keys(header.columns)));
      expect(rows.map((row) => JSON.parse(row).updated_at).sort()).toHaveLength(4);
      expect(rows.filter((row) => row.includes('2026-09-30 12:00:00'))).toHaveLength(1);
    } finally {
      await step.close();
      await whole.close();
    }
  });
});
