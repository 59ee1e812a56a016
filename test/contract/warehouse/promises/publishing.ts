import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import type { Promised } from '../promised.ts';

const COLUMNS = [
  { name: 'i', type: 'bigint' },
  { name: 'label', type: 'varchar' },
];

export const PUBLISHING: readonly Promised[] = [
  {
    name: 'exports equal rows as equal bytes, sorted by their key',
    prove: async ({ warehouse, many }) => {
      const folder = await temporaryFolder();
      const rows = Array.from({ length: many }, (_, at) => [at, `row ${at}`] as const);
      const bytes: Buffer[] = [];
      for (const [order, written] of [
        ['asc', rows],
        ['desc', rows.toReversed()],
      ] as const) {
        const candidate = await warehouse.beginCandidate(`run-${order}`);
        await candidate.writeTable('marts.numbers', COLUMNS, written);
        await candidate.publish();
        const path = join(folder, `${order}.parquet`);
        const mart = await warehouse.exportMart('numbers', ['i'], path);
        expect(mart).toEqual({ name: 'numbers', path, rows: many, columns: COLUMNS });
        bytes.push(readFileSync(path));
      }
      expect(bytes[0]!.subarray(0, 4).toString()).toBe('PAR1');
      expect(bytes[0]!.equals(bytes[1]!)).toBe(true);
      await expect(warehouse.exportMart('absent', ['i'], '/nowhere')).rejects.toThrow(/absent/);
    },
  },
];
