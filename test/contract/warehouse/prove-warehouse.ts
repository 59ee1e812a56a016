import { afterAll, describe, expect, it } from 'vitest';
import { type Landed, type Promised, STREAM } from './promised.ts';
import { CANDIDATE } from './promises/candidate.ts';
import { LOADING } from './promises/loading.ts';
import { PUBLISHING } from './promises/publishing.ts';
import { TABLES } from './promises/tables.ts';

const PROMISES: readonly Promised[] = [...LOADING, ...TABLES, ...CANDIDATE, ...PUBLISHING];

/**
 * What every warehouse promises, asked of each adapter. At the end the matrix promise × adapter is printed.
 * @param adapters what an adapter is called → makes an empty one
 */
export function proveWarehouses(adapters: Readonly<Record<string, (promise: string) => Promise<Landed>>>): void {
  const found = new Map<string, 'kept' | 'BROKEN'>();
  for (const [adapter, make] of Object.entries(adapters))
    describe(`a warehouse: ${adapter}`, () => {
      it.each(PROMISES)('$name', async ({ name, prove }) => {
        const landed = await make(name);
        found.set(`${adapter} ${name}`, 'BROKEN');
        try {
          await landed.warehouse.migrate([STREAM]);
          await prove(landed);
          landed.finish?.();
          found.set(`${adapter} ${name}`, 'kept');
        } finally {
          await landed.warehouse.close();
        }
      });
    });

  afterAll(() => {
    const names = Object.keys(adapters);
    const width = Math.max(...PROMISES.map(({ name }) => name.length));
    const rows = PROMISES.map(({ name }) => {
      const cells = names.map((adapter) =>
        (found.get(`${adapter} ${name}`) ?? 'not asked').padEnd(Math.max(adapter.length, 9)),
      );
      return `${name.padEnd(width)}  ${cells.join('  ')}`;
    });
    process.stdout.write(
      `\n${['promise'.padEnd(width), ...names.map((name) => name.padEnd(9))].join('  ')}\n${rows.join('\n')}\n`,
    );
  });

  it('promises each thing once', () => {
    expect(new Set(PROMISES.map(({ name }) => name)).size).toBe(PROMISES.length);
  });
}
