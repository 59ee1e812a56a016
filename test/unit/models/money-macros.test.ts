// What the macros of money compute, over values written by hand.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDuckdb } from '../../../lambdas/adapters/duckdb/warehouse.ts';
import { duckdbSpelling } from '../../../lambdas/adapters/duckdb/words.ts';
import type { Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { spell } from '../../../lambdas/sql/macros.ts';
import { library } from '../../helpers/library.ts';
import { migrations } from '../../helpers/migrations.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await openDuckdb({ path: ':memory:', migrations, pathOf: (key) => key });
});
afterAll(() => warehouse.close());

const value = async (name: string, ...args: readonly string[]) => {
  const sql = spell('by hand', { name, args }, library.macros, duckdbSpelling);
  const [row] = await warehouse.query(`select (${sql}) as value`);
  return row!.value === null ? null : String(row!.value);
};
const money = (text: string) => `${text}::decimal(18,4)`;

describe('a part of an amount', () => {
  it.each([
    ['10', '1', '3', '3.3333'],
    ['20', '1', '3', '6.6667'],
    ['-10', '1', '3', '-3.3333'],
    ['0.0001', '1', '2', '0.0001'],
    ['0.0003', '1', '2', '0.0002'],
    ['0.0001', '1', '2.0001', '0.0000'],
    ['0.0001', '0.9999', '2', '0.0000'],
    ['9.99', '3', '3', '9.9900'],
    ['-10', '2', '3', '-6.6667'],
    ['-0.0001', '1', '2', '-0.0001'],
    ['10', '-1', '3', '-3.3333'],
    ['10', '-1', '-3', '3.3333'],
    ['99999999999.9999', '99999999999', '100000000000', '99999999998.9999'],
    ['5', '0', '3', '0.0000'],
    ['5', '1', '0.0001', '50000.0000'],
  ])('%s × %s ÷ %s is %s', async (amount, part, whole, result) => {
    expect(await value('prorate', money(amount), money(part), money(whole))).toBe(result);
  });

  it('is none of nothing', async () => {
    expect(await value('prorate', money('5'), money('1'), money('0'))).toBeNull();
    expect(await value('share', '1', '0')).toBeNull();
  });

  it('is a share to eight places', async () => {
    expect(await value('share', '1', '3')).toBe('0.33333333');
    expect(await value('share', '2', '3')).toBe('0.66666667');
    expect(await value('share', '3', '3')).toBe('1.00000000');
  });
});

/** a ÷ b, rounded half away from zero. */
const rounded = (a: bigint, b: bigint): bigint => {
  const [top, bottom] = [a < 0n ? -a : a, b < 0n ? -b : b];
  const quotient = (2n * top + bottom) / (2n * bottom);
  return a < 0n === b < 0n ? quotient : -quotient;
};
const decimal = (units: bigint, places: number): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
};

describe('any amount', () => {
  /** From a ten-thousandth to a billion, both signs, ties among them. */
  const units = fc.oneof(
    fc.bigInt({ min: -20n, max: 20n }),
    fc.bigInt({ min: -20_000_000n, max: 20_000_000n }),
    fc.bigInt({ min: -10_000_000_000_000n, max: 10_000_000_000_000n }),
  );

  it('is divided exactly, on both sides of 64 bits', async () => {
    const cases = fc.sample(
      fc.tuple(
        units,
        units,
        units.filter((whole) => whole !== 0n),
      ),
      { numRuns: 2000, seed: 11 },
    );
    const fits = cases.filter(([a, p, w]) => rounded(a * p, w) < 10n ** 17n && rounded(a * p, w) > -(10n ** 17n));
    expect(fits.length).toBeGreaterThan(1000);
    const rows = fits.map(([a, p, w]) => `(${decimal(a, 4)}, ${decimal(p, 4)}, ${decimal(w, 4)})`);
    const [amount, part, whole] = ['a', 'p', 'w'].map((column) => `${column}::decimal(18,4)`);
    const sql = spell('by hand', { name: 'prorate', args: [amount!, part!, whole!] }, library.macros, duckdbSpelling);
    const found = await warehouse.query(`select ${sql} as value from (values ${rows.join(', ')}) as given (a, p, w)`);
    expect(found.map((row) => String(row.value))).toEqual(fits.map(([a, p, w]) => decimal(rounded(a * p, w), 4)));
  });

  it('is exchanged exactly, at a rate of ten places', async () => {
    const rates = fc.oneof(
      fc.bigInt({ min: 1n, max: 10_000_000n }),
      fc.bigInt({ min: 1_000_000_000n, max: 20_000_000_000n }).map((rate) => (rate / 100_000n) * 100_000n),
      fc.bigInt({ min: 1n, max: 20_000_000_000_000n }),
    );
    const cases = fc.sample(fc.tuple(units, rates), { numRuns: 2000, seed: 12 });
    const fits = cases.filter(
      ([a, r]) => rounded(a * r, 10n ** 10n) < 10n ** 17n && rounded(a * r, 10n ** 10n) > -(10n ** 17n),
    );
    const rows = fits.map(([a, r]) => `(${decimal(a, 4)}, ${decimal(r, 10)})`);
    const sql = spell(
      'by hand',
      { name: 'converted', args: ['amount', 'own', 'other', 'rate'] },
      library.macros,
      duckdbSpelling,
    );
    const found = await warehouse.query(
      `select ${sql} as value from (
         select a::decimal(18,4) as amount, r::decimal(18,10) as rate, 'JPY' as own, 'EUR' as other
         from (values ${rows.join(', ')}) as rows (a, r)
       ) as given`,
    );
    expect(found.map((row) => String(row.value))).toEqual(fits.map(([a, r]) => decimal(rounded(a * r, 10n ** 10n), 4)));
  });
});

describe('sums of a list', () => {
  const list = (...amounts: readonly (string | null)[]) =>
    `[${amounts.map((one) => `{'a': {'b': ${one === null ? 'null' : `'${one}'`}}}`).join(', ')}]::struct(a struct(b varchar))[]`;

  it('add up what can be read', async () => {
    expect(await value('sum_of', list('1.10', '2.2055', '-0.3'), 'a.b')).toBe('3.0055');
    expect(await value('sum_of', list('1.10', 'ten', null), 'a.b')).toBe('1.1000');
    expect(await value('sum_of', list(), 'a.b')).toBe('0.0000');
    expect(await value('sum_of', list('ten'), 'a.b')).toBe('0.0000');
    expect(await value('sum_of', list('123456789012.5'), 'a.b')).toBe('0.0000');
  });

  it('say whether one could not be read', async () => {
    expect(await value('sum_refused', list('1.10', 'ten'), 'a.b')).toBe('true');
    expect(await value('sum_refused', list('1.10', '', null), 'a.b')).toBe('false');
    expect(await value('sum_refused', list('1.10'), 'a.b')).toBe('false');
    expect(await value('sum_refused', list(), 'a.b')).toBe('false');
  });

  it('take items of two names', async () => {
    const items = `[{'name': 'available', 'quantity': '3'}, {'name': 'committed', 'quantity': '4'},
      {'name': 'incoming', 'quantity': '50'}, {'name': 'available', 'quantity': 'many'}]`;
    expect(await value('sum_named', items, 'available', 'committed')).toBe('7');
    expect(await value('sum_named', items, 'damaged', 'reserved')).toBe('0');
  });
});
