// What rows become: typed where somebody declared them, tokens where nobody did, quarantined where they are neither.
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { compileTokeniser } from '../../../lambdas/extractors/engine/tokenise.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { matcherOf } from '../../../lambdas/extractors/sources/files/globs.ts';
import { files } from '../../../lambdas/extractors/sources/files/source.ts';
import { dropped, WINDOW } from './dropped.ts';

describe('a cell', () => {
  const cell = async (type: string, text: string, more: object = {}) => {
    const given = dropped({ 'a.csv': `x|y\n"${text}"|1\n` }, { columns: { x: type }, ...more });
    const [problem] = await given.problems();
    return problem === undefined ? (await given.values())[0].x : (problem as string);
  };

  it.each([
    ['integer', ' 12 ', 12],
    ['integer', '-0012', -12],
    ['integer', "1'200", 1200],
    ['decimal', '1234.50', '1234.50'],
    ['decimal', '-1,234.50', '-1234.50'],
    ['decimal', '1 234.5', '1234.5'],
    ['decimal', '99999999999999.123456789', '99999999999999.123456789'],
    ['integer', '1200.0', 1200],
    ['date', '06/30/2026', '2026-06-30'],
    ['boolean', 'Yes', true],
    ['boolean', '0', false],
    ['date', '30.6.2026', '2026-06-30'],
    ['date', '2026/06/30', '2026-06-30'],
    ['timestamp', '2026-06-30 12:00:00', '2026-06-30T12:00:00Z'],
    ['timestamp', '2026-06-30T12:00:00.25+0200', '2026-06-30T12:00:00.25+02:00'],
    ['text', '  as it is ', '  as it is '],
    ['integer', '   ', null],
  ])('declared %s is read from %j', async (type, text, value) => {
    expect(await cell(type, text)).toBe(value);
  });

  it.each([
    ['integer', '12.5', 'a number with separators'],
    ['integer', '1234567890123456', 'a whole number of 16 digits'],
    ['decimal', '1,234', 'a number with separators'],
    ['decimal', 'Ada Lovelace', 'text of 12 characters'],
    ['boolean', 'maybe', 'text of 5 characters'],
    ['decimal', '99999999999999999999.99', 'a number with separators'],
    ['date', '03/04/2026', 'a day or time of another form'],
    ['date', '2026-02-30', 'a day or time of another form'],
    ['timestamp', '12:00', 'a day or time of another form'],
  ])('declared %s and written %j is refused by file, line, column and form', async (type, text, form) => {
    const problem = await cell(type, text);
    expect(problem).toMatch(new RegExp(`^a\\.csv line 2: column 'x' is ${form}, expected a|true`));
    expect(problem).not.toContain('Lovelace');
  });

  it('has the decimal mark of its file, and one that may be either is refused until somebody says which', async () => {
    const table = { columns: { x: 'decimal' }, delimiter: ';' };
    const read = async (text: string, more: object = {}) => {
      const given = dropped({ 'a.csv': `x;y\n${text};1\n` }, { ...table, ...more });
      return [(await given.values())[0].x, (await given.problems()).length];
    };
    expect(await read('12,50')).toEqual(['12.50', 0]);
    expect(await read('1.234,50')).toEqual(['1234.50', 0]);
    expect(await read('1.234')).toEqual(['1.234', 1]);
    expect(await read('1.234', { decimal: ',' })).toEqual(['1234', 0]);
    expect(await read('1.234', { decimal: '.' })).toEqual(['1.234', 0]);
  });
});

describe('a row', () => {
  const table = { columns: { sku: 'text', price: 'decimal', buyer: 'email' }, key: ['sku'] };

  it('is readable where it is declared; the rest of it becomes tokens and is counted', async () => {
    const { rows, drift } = await dropped(
      { 'a.csv': 'sku,price,buyer,contact,tel\nA-1,9.90,Ada@Example.com,Ada Lovelace,5550123\n' },
      table,
    ).landed();
    const [file, row] = rows;
    expect(file).toMatchObject({ line: 0, values: {} });
    expect(row).toMatchObject({ table: 'sales', file: 'a.csv', line: 2, key: 'A-1', mode: 'append' });
    expect(row.values).toEqual({
      sku: 'A-1',
      price: '9.90',
      buyer: expect.stringMatching(/^email_1_/),
      contact: expect.stringMatching(/^text_1_/),
      tel: expect.stringMatching(/^text_1_/),
    });
    expect(drift).toEqual({ '$.values.contact': 1, '$.values.tel': 1 });
  });

  it('of one table is read by that table alone', async () => {
    const given = dropped({ 'plan.csv': 'name\nSpring\n', 'staff.csv': 'name,pay\nAda,1\n' }, undefined, {
      plan: { files: 'plan*', mode: 'append', columns: { name: 'text' } },
      staff: { files: 'staff*', mode: 'append', columns: { pay: 'integer' } },
    });
    const { rows } = await given.landed();
    expect(rows.filter(({ line }) => line > 0).map(({ table: name, values }) => [name, values.name])).toEqual([
      ['plan', 'Spring'],
      ['staff', expect.stringMatching(/^text_1_/)],
    ]);
  });

  it('of a table nobody declared holds nothing readable', () => {
    const { stream } = dropped({}, { columns: { sku: 'text' } });
    const tokenise = compileTokeniser(stream.schema as z.ZodType, new Tokens(Buffer.alloc(32, 1)));
    const record = { table: 'other', key: 'Ada Lovelace', values: { sku: 'Ada' } };
    expect(tokenise(record, { personal: () => {}, drifted: () => {} })).toEqual({
      table: expect.stringMatching(/^text_1_/),
      key: expect.stringMatching(/^text_1_/),
      values: { sku: expect.stringMatching(/^text_1_/) },
    });
  });

  it('keyed by somebody has a token for a key: the same as the column', async () => {
    const { rows } = await dropped(
      { 'a.csv': 'buyer\nada@example.com\n' },
      { columns: { buyer: 'email' }, key: ['buyer'] },
    ).landed();
    expect(rows[1].key).toBe(rows[1].values.buyer);
    const two = await dropped(
      { 'a.csv': 'buyer,n\nada@example.com,1\n' },
      { columns: { buyer: 'email', n: 'integer' }, key: ['n', 'buyer'] },
    ).landed();
    expect(two.rows[1].key).toMatch(/^text_1_/);
  });

  it('has its place in what its file holds for a key, whatever the file is called', async () => {
    const body = 'sku\nA\nA\n';
    const keys = (await dropped({ 'a.csv': body, 'copy of a.csv': body }, { columns: { sku: 'text' } }).read())
      .filter(({ line }) => line > 0)
      .map(({ key }) => key);
    expect(new Set(keys).size).toBe(2);
    expect([keys[0], keys[1]]).toEqual([keys[2], keys[3]]);
  });

  it('with more or fewer cells than its header, or without its key, is refused', async () => {
    const given = dropped({ 'a.csv': 'sku,price,buyer\nA,1,a@example.com,5\nB,2\n,3,\nC,4,\n' }, table);
    expect(await given.problems()).toEqual([
      'a.csv line 2: 4 cells under a header of 3',
      'a.csv line 3: 2 cells under a header of 3',
      "a.csv line 4: key column 'sku' is empty",
    ]);
    const refused = (await given.read()).map((record) => given.stream.schema.safeParse(record).error?.issues ?? []);
    expect(refused.map((issues) => issues.map(({ message }) => message).join())).toEqual([
      '',
      ...(await given.problems()),
      '',
    ]);
  });
});

describe('files', () => {
  const columns = { sku: 'text' };

  it('belong to the window of their change, the older before the newer', async () => {
    const given = dropped(
      {
        'b.csv': { body: 'sku\nB\n', at: '2026-06-10T00:00:00.900Z' },
        'a.csv': { body: 'sku\nA\n', at: '2026-06-20T00:00:00Z' },
        'c.csv': { body: 'sku\nC\n', at: WINDOW.to },
      },
      { columns },
    );
    expect(await given.values()).toEqual([{ sku: 'B' }, { sku: 'A' }]);
    expect(await given.values({ from: '2026-06-10T00:00:01.000Z', to: '2026-07-01T00:00:00.001Z' })).toEqual([
      { sku: 'A' },
      { sku: 'C' },
    ]);
    given.all.set('b.csv', { body: 'sku\nB\nB2\n', at: '2026-06-25T00:00:00Z' });
    expect(await given.values()).toEqual([{ sku: 'A' }, { sku: 'B' }, { sku: 'B2' }]);
  });

  it('that change while they are read are read again later, and nothing of them is believed', async () => {
    const body = `sku\n${'A\n'.repeat(300)}`;
    const given = dropped({ 'a.csv': body }, { columns });
    const session = given.open();
    const { next } = await session.page(given.stream, { window: WINDOW } as never, undefined);
    given.all.set('a.csv', { body: `${body}B\n` });
    const reading = session.page(given.stream, { window: WINDOW } as never, next);
    await expect(reading).rejects.toThrow('a.csv was changed or removed while it was read');
  });

  it('go on where a page ended, and refuse to when they are others by then', async () => {
    const body = `sku\n${Array.from({ length: 600 }, (_, n) => `S${n}\n`).join('')}`;
    const given = dropped({ 'a.csv': body }, { columns });
    expect(await given.values()).toHaveLength(600);
    const first = await given.open().page(given.stream, { window: WINDOW } as never, undefined);
    const again = await given.open().page(given.stream, { window: WINDOW } as never, first.next);
    expect((again.records[0] as { line: number }).line).toBe(251);
    given.all.set('b.csv', { body });
    await expect(given.open().page(given.stream, { window: WINDOW } as never, first.next)).rejects.toThrow(
      'the data changed after record',
    );
  });

  it('are meant by one table each, and are CSV or Parquet by their names', async () => {
    const table = { mode: 'append', columns };
    const two = dropped({ 'sales-x.csv': 'sku\nA\n' }, undefined, {
      sales: { ...table, files: 'sales-*.csv' },
      shops: { ...table, files: 'SALES-x*' },
    });
    expect(await two.leftOut()).toEqual([
      expect.stringContaining("sales-x.csv matches table sales ('sales-*.csv') and table shops ('SALES-x*')"),
    ]);
    expect(await dropped({ 'a.xlsx': 'PK' }, { columns }).leftOut()).toEqual([
      expect.stringContaining('a.xlsx is neither CSV nor Parquet by its name'),
    ]);
    expect(await dropped({ 'a.zip': 'PK' }, { columns }).leftOut()).toEqual([
      expect.stringContaining('save it as one of them'),
    ]);
  });

  it.each([
    ['targets-*.csv', ['targets-2026.csv', 'Targets-.CSV'], ['targets.csv', 'old/targets-1.csv', '~$targets-1.csv']],
    ['**/*.csv', ['a.csv', 'x/y/a.csv'], ['x/.hidden.csv', 'a.csv.gz']],
    ['?[1].csv', ['a[1].csv'], ['a1.csv', '/[1].csv']],
  ])('are found by %s', (glob, found, others) => {
    expect(found.filter(matcherOf(glob))).toEqual(found);
    expect(others.filter(matcherOf(glob))).toEqual([]);
  });
});

describe('settings', () => {
  const wrong = (table: object, name = 'sales') =>
    files.settings
      .safeParse({
        folder: '.',
        tables: { [name]: { files: '*.csv', mode: 'append', columns: { a: 'text' }, ...table } },
      })
      .error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
      .join();

  it.each<[object, string | undefined, RegExp]>([
    [{}, 'Sales', /a table is named in lower case letters/],
    [{ columns: {} }, undefined, /declare at least one column/],
    [{ columns: { a: 'money' } }, undefined, /tables\.sales\.columns\.a: .*"decimal"/],
    [
      { columns: { 'Net amount': 'text', net_amount: 'text' } },
      undefined,
      /'Net amount' and 'net_amount' are the same name/,
    ],
    [{ key: ['b'] }, undefined, /tables\.sales\.key: 'b' is not a declared column: a/],
    [{ mode: 'merge' }, undefined, /"append"\|"replace"/],
    [{ delimeter: ';' }, undefined, /"delimeter"/],
  ])('%j are refused with what is wrong', (table, name, message) => {
    expect(wrong(table, name)).toMatch(message);
  });

  it('need no secret, and somewhere to drop files', () => {
    expect(files.needsSecret?.({})).toBe(false);
    expect(() =>
      files.open(
        {
          settings: files.settings.parse({
            folder: 'x',
            tables: { a: { files: '*', mode: 'append', columns: { a: 'text' } } },
          }),
        } as never,
        {} as never,
      ),
    ).toThrow('this process has no drop folders; read x');
  });
});
