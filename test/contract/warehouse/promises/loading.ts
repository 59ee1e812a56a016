import { expect } from 'vitest';
import { type Promised, STREAM } from '../promised.ts';

const envelope = (row: number, record: string) =>
  `{"_source":"demo","_connection":"one","_stream":"things","_run_id":"r1","_slice_id":"s1",` +
  `"_extracted_at":"2026-10-01T00:00:00.000Z","_row":${row},"record":${record}}`;

const keyOf = (name: string) => `landing/demo/one/things/dt=2026-10-01/r1/${name}.ndjson.gz`;
const RECORDS = 'select record::varchar as record from raw.demo__things order by _row';

export const LOADING: readonly Promised[] = [
  {
    name: 'migrates twice without a difference',
    prove: async ({ warehouse }) => {
      const before = await warehouse.tables();
      await warehouse.migrate([STREAM]);
      expect(await warehouse.tables()).toEqual(before);
      expect((await warehouse.extents([{ table: 'raw.demo__things' }])).get('raw.demo__things')?.rows).toBe(0);
    },
  },
  {
    name: 'makes raw tables with the columns that are declared',
    prove: async ({ warehouse }) => {
      const columns = await warehouse.columnsOf('raw.demo__things');
      expect(columns.map(({ name, type }) => `${name} ${type}`)).toEqual([
        ...['record nested', '_source varchar', '_connection varchar', '_stream varchar', '_run_id varchar'],
        ...['_slice_id varchar', '_extracted_at timestamp', '_row bigint', '_file varchar', '_loaded_at timestamp'],
      ]);
    },
  },
  {
    name: 'loads a file once, however often it is asked, and says how many rows of it are there',
    prove: async ({ warehouse, land }) => {
      const file = await land(keyOf('a'), [envelope(0, '{"id":"1"}'), envelope(1, '{"id":"2"}')]);
      const missing = { ...file, key: keyOf('never') };
      await Promise.all([warehouse.loadFiles([file]), warehouse.loadFiles([file])]);
      await warehouse.loadFiles([file]);
      expect([...(await warehouse.loadedRows([file, missing]))]).toEqual([[file.key, 2]]);
      expect([...(await warehouse.loadedRows())]).toEqual([[file.key, 2]]);
      expect(await warehouse.rowsOf('ops.landed_files', { columns: ['key', 'rows'] })).toEqual([
        { key: file.key, rows: 2 },
      ]);
    },
  },
  {
    name: 'names a file that cannot be loaded, and loads those beside it',
    prove: async ({ warehouse, land }) => {
      const good = await land(keyOf('good'), [envelope(0, '{"id":"1"}')]);
      const torn = await land(keyOf('torn'), [envelope(0, '{"id":"1"}').slice(0, -9)]);
      const unloadable = await warehouse.loadFiles([good, torn]);
      expect(unloadable.map(({ key }) => key)).toEqual([torn.key]);
      expect(unloadable[0]?.reason).not.toContain('demo');
      expect([...(await warehouse.loadedRows([good, torn]))]).toEqual([[good.key, 1]]);
    },
  },
  {
    name: 'notes what a slice read once, and tells slices of one name by connection',
    prove: async ({ warehouse }) => {
      const read = {
        ...{ source: 'demo', connection: 'one', stream: 'things', slice_id: 's1' },
        window: { from: '2026-10-01T00:00:00.000Z', to: '2026-10-02T00:00:00.000Z' },
        began_at: '2026-10-03T06:30:00.250Z',
      };
      await warehouse.noteWindows([read]);
      await Promise.all([warehouse.noteWindows([read]), warehouse.noteWindows([{ ...read, connection: 'two' }])]);
      await warehouse.noteWindows([]);
      const columns = ['connection', 'slice_id', 'window_to', 'began_at'];
      expect(await warehouse.rowsOf('ops.read_windows', { columns })).toEqual(
        ['one', 'two'].map((connection) => ({
          ...{ connection, slice_id: 's1', window_to: '2026-10-02T00:00:00Z', began_at: '2026-10-03T06:30:00.250Z' },
        })),
      );
    },
  },
  {
    name: 'loads a file that another JSON writer has spaced out, digits and all',
    prove: async ({ warehouse, land }) => {
      const head = envelope(0, '').slice(0, -',"record":}'.length).replaceAll(':"', ': "').replaceAll(',"', ', "');
      const lines = [`${head}, "record": {"id": "1", "price": 1.10} }`, envelope(1, '{"id":"2"}')];
      await warehouse.loadFiles([await land(keyOf('spaced'), lines)]);
      const rows = await warehouse.query(RECORDS);
      expect(rows.map(({ record }) => String(record).replaceAll(' ', ''))).toEqual([
        '{"id":"1","price":1.10}',
        '{"id":"2"}',
      ]);
    },
  },
  {
    name: 'keeps every digit of a record',
    prove: async ({ warehouse, land }) => {
      const record = '{"big":123456789012345678901234567890,"price":1.10,"text":"a\\"b\\\\ é","list":[0.30]}';
      await warehouse.loadFiles([await land(keyOf('digits'), [envelope(0, record)])]);
      expect(await warehouse.query(RECORDS)).toEqual([{ record }]);
    },
  },
];
