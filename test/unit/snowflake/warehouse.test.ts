import { generateKeyPairSync } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { snowflakeWarehouse } from '../../../lambdas/adapters/snowflake/warehouse.ts';
import { statementsOf } from '../../../lambdas/adapters/sql/migrator.ts';
import { migrations } from '../../helpers/migrations.ts';
import { snowflakeServer } from '../../helpers/snowflake-server.ts';

type Server = Awaited<ReturnType<typeof snowflakeServer>>;
const servers: Server[] = [];
const serve = async (answer: Parameters<typeof snowflakeServer>[0]) => {
  const server = await snowflakeServer(answer);
  servers.push(server);
  return { server, warehouse: snowflakeWarehouse(server.options, []) };
};
const sqlOf = (server: Server) => server.statements.map(({ sql }) => sql.replace(/\s+/g, ' ').trim());
const file = { source: 'shopify', connection: 'main', stream: 'orders', key: "landing/o'k.ndjson.gz", rows: 3 };

describe('the Snowflake warehouse', () => {
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  it('signs in with its key pair and reads every type without loss', async () => {
    const { server, warehouse } = await serve((sql) =>
      sql.startsWith('select')
        ? {
            columns: [
              { name: 'ID', type: 'text' },
              { name: 'AMOUNT', type: 'fixed', scale: 4 },
              { name: 'ROWS', type: 'fixed', scale: 0 },
              { name: 'HUGE', type: 'fixed', scale: 0 },
              { name: 'RATIO', type: 'real' },
              { name: 'IS_NEW', type: 'boolean' },
              { name: 'AT', type: 'timestamp_ntz', scale: 3 },
              { name: 'NOTHING', type: 'text' },
            ],
            rows: [['1', '1234567890123.1000', '42', '12345678901234567890', '0.5', '1', '1790836200.000000000', null]],
          }
        : undefined,
    );
    const [row] = await warehouse.query('select everything');
    expect(row).toMatchObject({
      id: '1',
      amount: '1234567890123.1000',
      rows: 42,
      huge: '12345678901234567890',
      ratio: 0.5,
      is_new: true,
      nothing: null,
    });
    expect(row?.at).toMatch(/^2026-10-01[T ]06:30:00/);
    expect(sqlOf(server)[0]).toMatch(/^alter session set timezone = 'UTC'/);
    await warehouse.close();
  });

  it('says that the key was refused, never what it is', async () => {
    const server = await snowflakeServer(() => undefined);
    servers.push(server);
    const { privateKey } = generateKeyPairSync('rsa', {
      modulusLength: 2048,
      publicKeyEncoding: { type: 'spki', format: 'pem' },
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    });
    const warehouse = snowflakeWarehouse({ ...server.options, privateKey }, []);
    await expect(warehouse.query('select 1')).rejects.toMatchObject({
      name: 'SourceAuthError',
      message: expect.not.stringContaining('PRIVATE KEY'),
    });
  });

  it('builds in a clone and swaps the marts last', async () => {
    const { server, warehouse } = await serve(() => undefined);
    const candidate = await warehouse.beginCandidate('run-1');
    await candidate.createTable('marts.x', 'select 1 as id');
    await candidate.publish();
    const sql = sqlOf(server);
    expect(sql).toContain('create or replace transient schema retailpulse_candidate.marts clone retailpulse.marts');
    expect(sql.indexOf('use database retailpulse_candidate')).toBeLessThan(
      sql.indexOf('create or replace table marts.x as select 1 as id'),
    );
    const swaps = sql.filter((one) => one.includes('swap with'));
    expect(swaps).toEqual(
      ['staging', 'intermediate', 'features', 'marts'].map(
        (schema) => `alter schema retailpulse.${schema} swap with retailpulse.next_${schema}`,
      ),
    );
    expect(sql).toContain('drop database if exists retailpulse_candidate');
    await warehouse.close();
  });

  it('finds the candidate that another function opened, and no other', async () => {
    const { warehouse } = await serve((sql) =>
      sql.includes('information_schema.databases')
        ? { columns: [{ name: 'DATABASES', type: 'fixed' }], rows: [['1']] }
        : sql.includes('public.candidate')
          ? { columns: [{ name: 'RUN_ID', type: 'text' }], rows: [['run-1']] }
          : undefined,
    );
    expect((await warehouse.candidate('run-1')).runId).toBe('run-1');
    await expect(warehouse.candidate('run-2')).rejects.toThrow(/run-2 has no open candidate \(open: run-1\)/);
    await warehouse.close();
  });

  it('notes committed files once and counts what the pipe has loaded', async () => {
    const { server, warehouse } = await serve((sql) =>
      sql.includes('group by _file')
        ? {
            columns: [
              { name: 'KEY', type: 'text' },
              { name: 'LOADED', type: 'fixed' },
            ],
            rows: [[file.key, '3']],
          }
        : undefined,
    );
    await warehouse.loadFiles([file]);
    expect([...(await warehouse.loadedRows([file]))]).toEqual([[file.key, 3]]);
    expect(sqlOf(server).find((one) => one.startsWith('merge'))).toContain(
      "('landing/o''k.ndjson.gz', 'shopify', 'main', 'orders', 3)",
    );
    await warehouse.close();
  });

  it('names files that the pipe gave up, and keeps waiting for those that are on their way or were loaded since', async () => {
    const of = (name: string) => ({ ...file, key: `landing/shopify/main/orders/dt=2026-10-01/r1/${name}.ndjson.gz` });
    const history: [string, string, string | null][] = [
      ['main/orders/dt=2026-10-01/r1/torn.ndjson.gz', 'Load failed', '12'],
      ['/landing/shopify/main/orders/dt=2026-10-01/r1/odd.ndjson.gz', 'LOAD FAILED', null],
      ['main/orders/dt=2026-10-01/r1/mended.ndjson.gz', 'Loaded', null],
      ['main/orders/dt=2026-10-01/r0/coming.ndjson.gz', 'Load failed', '1'],
    ];
    const { server, warehouse } = await serve((sql) => {
      const text = (name: string) => ({ name, type: 'text' });
      if (sql.includes('group by _file'))
        return { columns: [text('KEY'), { name: 'LOADED', type: 'fixed' }], rows: [[of('good').key, '3']] };
      if (!sql.includes('copy_history(')) return undefined;
      return {
        columns: [text('FILE_NAME'), text('STATUS'), { name: 'ERROR_LINE', type: 'fixed' }],
        rows: history,
      };
    });
    const files = ['good', 'torn', 'odd', 'mended', 'coming'].map(of);
    expect(await warehouse.loadFiles(files)).toEqual([
      { key: of('torn').key, reason: 'the pipe cannot load it (line 12)' },
      { key: of('odd').key, reason: 'the pipe cannot load it' },
    ]);
    const asked = () => sqlOf(server).filter((one) => one.includes('copy_history('));
    expect(asked()).toEqual([expect.stringContaining("copy_history(table_name => 'retailpulse.raw.shopify__orders'")]);
    expect(await warehouse.loadFiles([of('good')])).toEqual([]);
    expect(asked()).toHaveLength(1);
    await warehouse.close();
  });

  it('notes what slices read once, times in UTC', async () => {
    const { server, warehouse } = await serve(() => undefined);
    await warehouse.noteWindows([
      {
        ...{ source: 'ga4', connection: 'main', stream: 'traffic', slice_id: 'traffic-1' },
        window: { from: '2026-10-01T00:00:00.000Z', to: '2026-10-02T00:00:00.000Z' },
        began_at: '2026-10-03T06:30:00.250Z',
      },
    ]);
    expect(sqlOf(server).find((one) => one.startsWith('merge'))).toContain(
      "('ga4', 'main', 'traffic', 'traffic-1', '2026-10-01 00:00:00.000', '2026-10-02 00:00:00.000', '2026-10-03 06:30:00.250')",
    );
    await warehouse.close();
  });

  it('writes rows through bulk binds and casts them in the warehouse', async () => {
    const { server, warehouse } = await serve(() => undefined);
    const columns = [
      { name: 'id', type: 'varchar' },
      { name: 'amount', type: 'decimal(18,4)' },
    ];
    await warehouse.append('quality.check_results', columns, [
      ['1', '10.5000'],
      ['2', null],
    ]);
    const insert = server.statements.find(({ sql }) =>
      sql.startsWith('insert into retailpulse.quality.check_results__incoming'),
    );
    expect(insert?.binds).toMatchObject({ '1': { value: ['1', '2'] }, '2': { value: ['10.5000', null] } });
    expect(sqlOf(server)).toContain(
      'insert into retailpulse.quality.check_results ("id", "amount") select "id"::varchar as "id", "amount"::decimal(18,4) as "amount" from retailpulse.quality.check_results__incoming',
    );
    await warehouse.close();
  });

  it.each([
    ['000625', 'Statement was aborted because of a lock', 'WarehouseBusyError'],
    ['002003', "Object 'X' does not exist", 'WarehouseError'],
  ])('names error %s by how it is mended', async (code, error, name) => {
    const { warehouse } = await serve((sql) => (sql === 'select 1' ? { error, code } : undefined));
    await expect(warehouse.query('select 1')).rejects.toMatchObject({ name, message: expect.stringContaining(error) });
    await warehouse.close();
  });

  it('runs migrations statement by statement', () => {
    const statements = migrations.flatMap(({ text }) => statementsOf(text));
    expect(statements.length).toBeGreaterThan(8);
    expect(statements.every((one) => /^create (schema|table) if not exists/.test(one))).toBe(true);
  });
});
