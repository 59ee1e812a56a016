import { library } from './library.ts';

interface Carried {
  readonly table: string;
  readonly column: string;
  readonly of: { readonly mart: string; readonly column: string; readonly key: string };
}

/** Columns that repeat one of another mart, as their headers say. */
export const CARRIED: readonly Carried[] = [...library.models.values()].flatMap(({ table, header }) =>
  Object.entries(header.columns).flatMap(([column, { same_as }]) => {
    if (same_as === undefined) return [];
    const [mart, of] = same_as.split('.') as [string, string];
    return [{ table, column, of: { mart, column: of, key: library.models.get(mart)!.header.key.join() } }];
  }),
);

const joined = ({ table, of }: Carried) => `${table} as a join marts.${of.mart} as b on b.${of.key} = a.${of.key}`;

/** Rows whose value is not that of the row they repeat. */
export const differing = (one: Carried): string =>
  `select count(*)::integer as n from ${joined(one)} where a.${one.column} is distinct from b.${one.of.column}`;

/** Statements that write the columns of rows made by hand. */
export const carryColumns: readonly string[] = CARRIED.map(
  ({ table, column, of }) =>
    `update ${table} as a set ${column} = b.${of.column} from marts.${of.mart} as b where b.${of.key} = a.${of.key}`,
);
