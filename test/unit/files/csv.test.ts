// CSV as people really save it.
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dropped } from './dropped.ts';

const columns = { day: 'date', shop: 'text', amount: 'decimal' } as const;
const EXPECTED = [
  { day: '2026-05-01', shop: 'Köln', amount: '1234.50' },
  { day: '2026-05-02', shop: 'Aix, "Sud"\nII', amount: '-7' },
];
const TEXT = 'day,shop,amount\n2026-05-01,Köln,1234.50\n2026-05-02,"Aix, ""Sud""\nII",-7\n';
const utf16 = (text: string, isBig: boolean) => {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return isBig ? bytes.swap16() : bytes;
};

describe('a CSV', () => {
  it.each<[string, string, string | Uint8Array]>([
    ['plain', 'a.csv', TEXT],
    ['with a byte order mark', 'a.csv', `\ufeff${TEXT}`],
    ['with a byte order mark and a quoted header', 'a.csv', `\ufeff"day","shop","amount"${TEXT.slice(15)}`],
    ['with lines as Windows ends them', 'a.csv', TEXT.replace(/\n(?!II)/g, '\r\n')],
    ['without an end of its last line', 'a.csv', TEXT.trimEnd()],
    ['with blank lines and rows of nothing', 'a.csv', TEXT.replace('2026-05-02', '\n,,\n2026-05-02')],
    ['in UTF-16, little end first', 'a.csv', utf16(TEXT, false)],
    ['in UTF-16, big end first', 'a.csv', utf16(TEXT, true)],
    ["in Windows' own encoding", 'a.csv', Buffer.from(TEXT, 'latin1')],
    ['with tabs', 'a.tsv', TEXT.replace(/,(?! )/g, '\t')],
    ['with semicolons and decimal commas', 'a.csv', TEXT.replace(/,(?! )/g, ';').replace('1234.50', '1.234,50')],
    [
      'with semicolons under a name with commas',
      'a.csv',
      TEXT.replace(/,(?! )/g, ';')
        .replace('1234.50', '1234,50')
        .replace('amount', 'amount;"in EUR, net, paid, ""x"""'),
    ],
    ['packed', 'a.csv.gz', gzipSync(TEXT)],
    ['with names in other spellings', 'a.csv', TEXT.replace('day,shop,amount', ' Day ,SHOP,"Amount"')],
  ])('%s is what it says', async (_what, name, body) => {
    expect(
      (await dropped({ [name]: body }, { columns }).values()).map(({ day, shop, amount }) => ({ day, shop, amount })),
    ).toEqual(EXPECTED);
  });

  it('is cut as the settings say, where somebody says so', async () => {
    const { values } = dropped({ 'a.csv': 'a;b\n1;2\n' }, { columns: { 'a;b': 'text' }, delimiter: ',' });
    expect(await values()).toEqual([{ 'a;b': '1;2' }]);
  });

  it("has the settings' encoding, and says when it cannot", async () => {
    const latin = Buffer.from('name\nKöln\n', 'latin1');
    const told = { columns: { name: 'text' }, encoding: 'utf-8' };
    expect(await dropped({ 'a.csv': latin }, told).leftOut()).toEqual([
      expect.stringContaining("a.csv is not written in utf-8; set its 'encoding'"),
    ]);
    const bare = Buffer.from('name\nKöln\n', 'utf16le');
    expect(await dropped({ 'a.csv': bare }, { ...told, encoding: 'utf-16le' }).values()).toEqual([{ name: 'Köln' }]);
  });

  it('that is not closed, or no CSV, is left out by line and without a word of it', async () => {
    const refused = async (body: string) =>
      (await dropped({ 'a.csv': body }, { columns: { name: 'text' } }).leftOut())[0];
    expect(await refused('name\n"Ada\n')).toMatch(/^a\.csv line \d: not valid CSV \(quote not closed\)$/);
    expect(await refused(`name\n"${'x'.repeat(1_100_000)}`)).toMatch(/max record size/);
    expect(await dropped({ 'a.csv.gz': 'name\nAda\n' }, { columns: { name: 'text' } }).leftOut()).toEqual([
      'a.csv.gz cannot be decompressed (Z_DATA_ERROR); drop a complete copy',
    ]);
  });

  it('costs itself alone: rows before the break do not land, those of another file do', async () => {
    const given = dropped({ 'bad.csv': 'name\nAda\n"Bob\n', 'good.csv': 'name\nEve\n' }, { columns: { name: 'text' } });
    expect(await given.values()).toEqual([{ name: 'Eve' }]);
    expect(await given.leftOut()).toEqual([expect.stringMatching(/^bad\.csv line 3/)]);
  });

  it.each<[string, string, object, unknown[]]>([
    ["with a spreadsheet's hint", 'sep=;\nsku;price\nA;1,50\n', {}, [{ sku: 'A', price: '1.50' }]],
    ['with a hint of tabs', '\ufeffsep=\t\r\nsku\tprice\r\nA\t1.50\r\n', {}, [{ sku: 'A', price: '1.50' }]],
    ['with an inch', 'sku,price\nA 10" pan,1.50\n', {}, [{ sku: 'A 10" pan', price: '1.50' }]],
    ['with comments', '# Made by us\n# ---\nsku,price\nA,1.50\n', { comment: '#' }, [{ sku: 'A', price: '1.50' }]],
    ['with a preamble', 'Report "May"\n\nsku,price\nA,1.50\n', { skip: 2 }, [{ sku: 'A', price: '1.50' }]],
  ])('%s is what it says', async (_what, body, more, rows) => {
    const given = dropped({ 'a.csv': body }, { columns: { sku: 'text', price: 'decimal' }, ...more });
    expect(await given.leftOut()).toEqual([]);
    expect(await given.values()).toEqual(rows);
  });

  it('with lines above its header says which setting leaves them out', async () => {
    const leftOut = (body: string) =>
      dropped({ 'a.csv': body }, { columns: { sku: 'text', price: 'decimal' } }).leftOut();
    expect(await leftOut('# Made by us\nsku,price\nA,1.50\n')).toEqual([expect.stringContaining("set comment: '#'")]);
    expect(await leftOut('Report, of May\n\nsku,price\nA,1.50\n')).toEqual([
      expect.stringMatching(/header seems to be on line 3; set skip: 2,/),
    ]);
  });

  it('has one order of day and month, which one day of the column or the settings tell', async () => {
    const days = (cells: string[], more: object = {}) =>
      dropped({ 'a.csv': `day\n${cells.join('\n')}\n` }, { columns: { day: 'date' }, ...more });
    expect(await days(['03/04/2026', '31/12/2026']).values()).toEqual([{ day: '2026-04-03' }, { day: '2026-12-31' }]);
    expect(await days(['03/04/2026', '12/31/2026']).values()).toEqual([{ day: '2026-03-04' }, { day: '2026-12-31' }]);
    expect(await days(['03/04/2026'], { date_order: 'DMY' }).values()).toEqual([{ day: '2026-04-03' }]);
    expect(await days(['03/04/2026']).problems()).toEqual([
      expect.stringMatching(/line 2: column 'day'.*'date_order'/),
    ]);
    expect((await days(['31/12/2026', '12/31/2026']).problems()).length).toBe(2);
  });

  it('says both columns that have one name, and which is missing, but not what is there instead', async () => {
    const told = { columns: { net_amount: 'decimal' } };
    expect(await dropped({ 'a.csv': 'Net Amount,x,net_amount\n1,2,3\n' }, told).leftOut()).toEqual([
      expect.stringContaining("a.csv columns 1 ('Net Amount') and 3 ('net_amount') have one name"),
    ]);
    const bare = dropped({ 'a.csv': 'ada@example.com,12\nbob@example.com,13\n' }, told).leftOut();
    expect(await bare).toEqual([expect.stringContaining("a.csv has no column 'net_amount' among its 2")]);
    expect((await bare).join()).not.toContain('ada');
  });

  it('without anything is refused; one of a header alone is a file without rows', async () => {
    expect(await dropped({ 'a.csv': '' }, { columns }).leftOut()).toEqual([
      expect.stringContaining('a.csv is empty and has no header'),
    ]);
    expect(await dropped({ 'a.csv': 'day,shop,amount\n' }, { columns }).read()).toEqual([
      {
        table: 'sales',
        file: 'a.csv',
        file_changed_at: '2026-06-01T00:00:00.000Z',
        line: 0,
        key: '',
        mode: 'append',
        values: {},
      },
    ]);
  });

  it('comes back whatever is in its cells and however they are quoted', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }),
      fc.stringMatching(/^[a-z",;\t\r\n |]{1,12}$/),
      fc.constant(null),
    );
    const table = fc.array(fc.record({ a: cell, b: cell, c: cell }), { maxLength: 6 });
    const shape = fc.record({
      delimiter: fc.constantFrom(',', ';', '\t', '|'),
      newline: fc.constantFrom('\n', '\r\n'),
      isQuoted: fc.boolean(),
      encoding: fc.constantFrom('utf8', 'utf16le', 'gz'),
    });
    await fc.assert(
      fc.asyncProperty(table, shape, async (rows, { delimiter, newline, isQuoted, encoding }) => {
        // NUL is no character a warehouse stores, and a lone surrogate none that UTF-8 has; what begins with a mark of order is one.
        const clean = rows
          .map(({ a, b, c }) => [a, b, c].map((one) => one?.toWellFormed().replaceAll(/[\0\ufeff]/g, '\ufffd') ?? null))
          .filter((cells) => cells.some((one) => one !== null));
        const written = (one: string | null) =>
          one === null ? '' : isQuoted || /[",;\t\r\n| ]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one;
        const text = [['a', 'b', 'c'], ...clean].map((cells) => cells.map(written).join(delimiter) + newline).join('');
        const body = encoding === 'gz' ? gzipSync(text) : encoding === 'utf8' ? text : utf16(text, false);
        const { values, problems } = dropped(
          { [encoding === 'gz' ? 'a.csv.gz' : 'a.csv']: body },
          { columns: { a: 'text', b: 'text', c: 'text' } },
        );
        expect(await problems()).toEqual([]);
        expect((await values()).map(({ a, b, c }) => [a, b, c])).toEqual(clean);
      }),
      { numRuns: 40 },
    );
  });
});
