import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { LandedFile } from '../../../lambdas/contracts/manifest.ts';
import type { Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

/** A warehouse and a way to land a file for it; `lines` are whole envelopes. */
export interface Landed {
  readonly warehouse: Warehouse;
  land(key: string, lines: readonly string[]): LandedFile;
}

export const envelope = (row: number, record: string) =>
  `{"_source":"demo","_connection":"one","_stream":"things","_run_id":"r1","_slice_id":"s1",` +
  `"_extracted_at":"2026-10-01T00:00:00.000Z","_row":${row},"record":${record}}`;

const NAMES = [
  { name: 'id', type: 'varchar' },
  { name: 'amount', type: 'decimal(18,4)' },
  { name: 'at', type: 'timestamp' },
];

/** What every warehouse promises; each adapter's test calls this with a way to make an empty one. */
export function warehouseContract(name: string, make: () => Promise<Landed>): void {
  const migrated = async () => {
    const made = await make();
    await made.warehouse.migrate([{ source: 'demo', stream: 'things' }]);
    return made;
  };

  describe(`warehouse: ${name}`, () => {
    it('migrates twice without a difference', async () => {
      const { warehouse } = await migrated();
      await warehouse.migrate([{ source: 'demo', stream: 'things' }]);
      expect(await warehouse.query('select count(*) as n from raw."demo__things"')).toEqual([{ n: 0 }]);
      await warehouse.close();
    });

    it('loads a file once, however often it is asked, and says how many rows of it are there', async () => {
      const { warehouse, land } = await migrated();
      const file = land('landing/a.ndjson.gz', [envelope(0, '{"id":"1"}'), envelope(1, '{"id":"2"}')]);
      const missing = { ...file, key: 'landing/never.ndjson.gz' };
      await Promise.all([warehouse.loadFiles([file]), warehouse.loadFiles([file])]);
      await warehouse.loadFiles([file]);
      expect([...(await warehouse.loadedRows([file, missing]))]).toEqual([[file.key, 2]]);
      expect(await warehouse.query('select key, rows from ops.landed_files')).toEqual([{ key: file.key, rows: 2 }]);
      await warehouse.close();
    });

    it('notes what a slice read once, and tells slices of one name by connection', async () => {
      const { warehouse } = await migrated();
      const read = {
        ...{ source: 'demo', connection: 'one', stream: 'things', slice_id: 's1' },
        window: { from: '2026-10-01T00:00:00.000Z', to: '2026-10-02T00:00:00.000Z' },
        began_at: '2026-10-03T06:30:00.250Z',
      };
      await warehouse.noteWindows([read]);
      await Promise.all([warehouse.noteWindows([read]), warehouse.noteWindows([{ ...read, connection: 'two' }])]);
      await warehouse.noteWindows([]);
      const rows = await warehouse.query(
        'select connection, slice_id, window_to, began_at from ops.read_windows order by connection',
      );
      expect(rows.map(({ connection, slice_id }) => [connection, slice_id])).toEqual([
        ['one', 's1'],
        ['two', 's1'],
      ]);
      expect([rows[0]?.window_to, rows[0]?.began_at].map((one) => Date.parse(String(one)))).toEqual(
        [read.window.to, read.began_at].map(Date.parse),
      );
      await warehouse.close();
    });

    it('loads a file that another JSON writer has spaced out, digits and all', async () => {
      const { warehouse, land } = await migrated();
      const head = envelope(0, '').slice(0, -',"record":}'.length).replaceAll(':"', ': "').replaceAll(',"', ', "');
      const lines = [`${head}, "record": {"id": "1", "price": 1.10} }`, envelope(1, '{"id":"2"}')];
      await warehouse.loadFiles([land('landing/spaced.ndjson.gz', lines)]);
      const rows = await warehouse.query('select record::varchar as record from raw."demo__things" order by _row');
      expect(rows.map(({ record }) => String(record).replaceAll(' ', ''))).toEqual([
        '{"id":"1","price":1.10}',
        '{"id":"2"}',
      ]);
      await warehouse.close();
    });

    it('keeps every digit of a record', async () => {
      const { warehouse, land } = await migrated();
      const record = '{"big":123456789012345678901234567890,"price":1.10,"text":"a\\"b\\\\ é","list":[0.30]}';
      await warehouse.loadFiles([land('landing/b.ndjson.gz', [envelope(0, record)])]);
      const [row] = await warehouse.query<{ record: string }>(
        'select record::varchar as record from raw."demo__things"',
      );
      expect(row?.record).toBe(record);
      await warehouse.close();
    });

    it('shows nothing of a candidate before publish and all of it after', async () => {
      const { warehouse } = await migrated();
      const candidate = await warehouse.beginCandidate('run-1');
      const rows = [
        ['1', '1234567890.1234', '2026-10-01T06:30:00Z'],
        ['2', null, null],
      ];
      expect(await candidate.writeTable('marts.things', NAMES, rows)).toBe(2);
      await expect(warehouse.query('select * from marts.things')).rejects.toThrow(/things/);
      expect(await warehouse.candidate('run-1')).toBe(candidate);
      await candidate.publish();
      expect(await warehouse.query('select * from marts.things order by id')).toEqual([
        { id: '1', amount: '1234567890.1234', at: '2026-10-01T06:30:00Z' },
        { id: '2', amount: null, at: null },
      ]);
      await expect(warehouse.candidate('run-1')).rejects.toThrow(/run-1/);
      await warehouse.close();
    });

    it('forgets a discarded candidate, and one that a new candidate replaces', async () => {
      const { warehouse } = await migrated();
      const first = await warehouse.beginCandidate('run-1');
      await first.createTable('marts.things', 'select 1 as id');
      await first.publish();
      const second = await warehouse.beginCandidate('run-2');
      await second.createTable('marts.things', 'select 2 as id');
      await second.discard();
      const third = await warehouse.beginCandidate('run-3');
      await third.createTable('marts.things', 'select 3 as id');
      const fourth = await warehouse.beginCandidate('run-4');
      expect(await fourth.query('select id from marts.things')).toEqual([{ id: 1 }]);
      await expect(warehouse.candidate('run-3')).rejects.toThrow(/run-3/);
      await fourth.discard();
      expect(await warehouse.query('select id from marts.things')).toEqual([{ id: 1 }]);
      await warehouse.close();
    });

    it('appends beside an open candidate, and keeps it when the candidate is discarded', async () => {
      const { warehouse } = await migrated();
      const candidate = await warehouse.beginCandidate('run-1');
      await candidate.createTable('marts.things', 'select 1 as id');
      const columns = ['key', 'source', 'connection', 'stream'].map((one) => ({ name: one, type: 'varchar' }));
      await warehouse.append(
        'ops.landed_files',
        [...columns, { name: 'rows', type: 'bigint' }],
        [['k', 's', 'c', 't', 1]],
      );
      await candidate.discard();
      expect(await warehouse.query('select key from ops.landed_files')).toEqual([{ key: 'k' }]);
      await warehouse.close();
    });

    it('streams rows in batches', async () => {
      const { warehouse } = await migrated();
      const candidate = await warehouse.beginCandidate('run-1');
      const rows = Array.from({ length: 5000 }, (_, at) => [String(at), '0.5', null]);
      await candidate.writeTable('features.many', NAMES, rows);
      let seen = 0;
      for await (const batch of candidate.streamRows('features.many', { columns: ['id'] })) seen += batch.length;
      expect(seen).toBe(5000);
      await candidate.discard();
      await warehouse.close();
    });

    it('names the statement that was refused', async () => {
      const { warehouse } = await migrated();
      const candidate = await warehouse.beginCandidate('run-1');
      await expect(candidate.createTable('marts.x', '\nselect nonsense')).rejects.toMatchObject({
        name: 'WarehouseError',
        message: expect.stringMatching(/^create or replace table marts\.x as ?: .*nonsense/s),
      });
      await candidate.discard();
      await warehouse.close();
    });

    it('exports equal rows as equal bytes', async () => {
      const { warehouse } = await migrated();
      const folder = await temporaryFolder();
      const bytes: Buffer[] = [];
      for (const order of ['asc', 'desc']) {
        const candidate = await warehouse.beginCandidate(`run-${order}`);
        await candidate.createTable(
          'marts.numbers',
          `select i, 'row ' || i as label from (select unnest(range(300000)) as i) order by i ${order}`,
        );
        await candidate.publish();
        const path = join(folder, `${order}.parquet`);
        const mart = await warehouse.exportMart('numbers', ['i'], path);
        expect(mart).toMatchObject({
          rows: 300_000,
          columns: [
            { name: 'i', type: 'bigint' },
            { name: 'label', type: 'varchar' },
          ],
        });
        bytes.push(readFileSync(path));
      }
      expect(bytes[0]?.equals(bytes[1]!)).toBe(true);
      await expect(warehouse.exportMart('absent', ['i'], '/nowhere')).rejects.toThrow(/absent/);
      await warehouse.close();
    });
  });
}
