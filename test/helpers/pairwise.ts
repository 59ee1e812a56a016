/** A record with its customer, as identity has it, and its person, as the truth has it. */
export interface Judged {
  readonly vendor: string;
  readonly person: number;
  readonly customer: string;
}

/** Pairs of records: in one customer, of one person, and both. */
interface Pairs {
  readonly linked: number;
  readonly true: number;
  readonly both: number;
}

export interface Score extends Pairs {
  /** Share of the linked pairs that are of one person. */
  readonly precision: number;
  /** Share of the pairs of one person that are linked. */
  readonly recall: number;
}

function pairsBy<T>(rows: readonly T[], key: (row: T) => string): number {
  const sizes = new Map<string, number>();
  for (const row of rows) sizes.set(key(row), (sizes.get(key(row)) ?? 0) + 1);
  return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}

const pairsOf = (rows: readonly Judged[]): Pairs => ({
  linked: pairsBy(rows, ({ customer }) => customer),
  true: pairsBy(rows, ({ person }) => String(person)),
  both: pairsBy(rows, ({ customer, person }) => `${customer} ${person}`),
});

const scoreOf = (pairs: Pairs): Score => ({
  ...pairs,
  precision: pairs.linked === 0 ? 1 : pairs.both / pairs.linked,
  recall: pairs.true === 0 ? 1 : pairs.both / pairs.true,
});

/** Pairwise precision and recall of a clustering: of all pairs, and per vendor of the pairs that touch it. */
export function pairwise(rows: readonly Judged[]): { readonly all: Score; readonly [vendor: string]: Score } {
  const all = pairsOf(rows);
  const touching = (vendor: string): Score => {
    const others = pairsOf(rows.filter((row) => row.vendor !== vendor));
    return scoreOf({
      linked: all.linked - others.linked,
      true: all.true - others.true,
      both: all.both - others.both,
    });
  };
  const vendors = [...new Set(rows.map(({ vendor }) => vendor))].sort();
  return { all: scoreOf(all), ...Object.fromEntries(vendors.map((vendor) => [vendor, touching(vendor)])) };
}
