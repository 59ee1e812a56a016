// Parquet files as DuckDB writes them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { dropped } from './dropped.ts';

const ROWS = `select
    'S' || n as sku, n::bigint as pieces, (n / 8)::double as weight, (n + 0.5)::decimal(12, 2) as price, n % 2 = 0 as is_new,
    date '2026-06-30' - n::integer as day, timestamp '2026-06-30 12:00:00.000125' as sold_at, null::varchar as note,
    [n, n + 1] as sizes, 'ada' || n || '@example.com' as buyer, 5550000 + n as number
  from range(1, 5001) as rows (n)`;

async function written(options = '', rows = ROWS): Promise<Buffer> {
  const file = join(await temporaryFolder(), 'rows.parquet');
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`copy (${rows}) to '${file}' (format parquet, row_group_size 2048 ${options})`);
  connection.closeSync();
  instance.closeSync();
  return readFileSync(file);
}

const columns = {
  sku: 'text',
  pieces: 'integer',
  weight: 'decimal',
  price: 'decimal',
  is_new: 'boolean',
  day: 'date',
  sold_at: 'timestamp',
  note: 'text',
  sizes: 'text',
  buyer: 'email',
};

describe('a Parquet file', () => {
  it.each(['', ', codec zstd', ', codec gzip', ', codec brotli', ', codec uncompressed'])(
    '%s is read, typed as declared',
    async (codec) => {
      const given = dropped({ 'a.parquet': await written(codec) }, { columns, key: ['sku'] });
      const records = await given.read();
      expect(records).toHaveLength(5001);
      expect(records[3]).toMatchObject({
        line: 3,
        key: 'S3',
        values: {
          sku: 'S3',
          pieces: 3,
          weight: '0.375',
          price: '3.5',
          is_new: false,
          day: '2026-06-27',
          sold_at: '2026-06-30T12:00:00.000125Z',
          note: null,
          sizes: '["3","4"]',
          buyer: 'ada3@example.com',
          number: '5550003',
        },
      });
      expect(records.at(-1)).toMatchObject({ line: 5000, key: 'S5000' });
    },
  );

  it('is readable where it is declared, numbers too', async () => {
    const { rows, drift } = await dropped(
      { 'a.parquet': await written('', 'select 5550123 as contact, 7 as n') },
      { columns: { n: 'integer' } },
    ).landed();
    expect(rows[1].values).toEqual({ n: 7, contact: expect.stringMatching(/^text_1_/) });
    expect(drift).toEqual({ '$.values.contact': 1 });
  });

  it('of another codec, or of none, is refused by name', async () => {
    const packed = await written(', codec lz4_raw');
    expect(await dropped({ 'a.parquet': packed }, { columns }).leftOut()).toEqual([
      expect.stringContaining(
        'a.parquet is compressed by LZ4_RAW; write it with UNCOMPRESSED, SNAPPY, GZIP, BROTLI, ZSTD',
      ),
    ]);
    expect(await dropped({ 'a.parquet': 'no parquet at all' }, { columns }).leftOut()).toEqual([
      expect.stringContaining('a.parquet is not a readable Parquet file'),
    ]);
  });
});
