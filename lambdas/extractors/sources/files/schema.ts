import { z } from 'zod';
import { instant, pii } from '../../engine/fields.ts';
import { kindOf, schemaOf } from './columns.ts';
import type { FilesSettings, Table } from './settings.ts';

/** A row with errors lists them, without its cells, and is rejected. */
const soundRow = () => z.custom<never>(() => false, { error: ({ input }) => String(input) }).optional();

const row = <Name extends z.ZodType, Key extends z.ZodType, Values extends z.ZodType>(
  table: Name,
  key: Key,
  values: Values,
) =>
  z.looseObject({
    problems: soundRow(),
    table,
    file: z.string(),
    /** When the file arrived or changed: the version of all its rows. */
    file_changed_at: instant(),
    /** 0 is the file itself, which has a record even when it holds no row. */
    line: z.number(),
    key,
    mode: z.string(),
    values,
  });

/** Before columns are declared: every cell is undeclared. */
export const UndeclaredRow = row(z.string(), z.string(), z.looseObject({}));

/** Rows of a connection's tables: declared columns are typed, and readable unless personal. */
export function declaredRow({ tables }: FilesSettings) {
  const rows = Object.entries(tables).map(([name, table]) => {
    const columns = Object.entries(table.columns).map(([column, type]) => [column, schemaOf(type).nullish()] as const);
    return row(z.literal(name), keySchema(table), z.looseObject(Object.fromEntries(columns)));
  });
  const [first, ...others] = rows;
  return z.discriminatedUnion('table', [first!, ...others]);
}

/** A key column with addresses is as personal as the addresses, and gets the same tokens. */
function keySchema({ key = [], columns }: Table): z.ZodType {
  const kinds = key.map((column) => kindOf(columns[column]!));
  const [only] = kinds;
  if (kinds.length === 1 && only) return pii(only);
  return kinds.some((kind) => kind !== undefined) ? pii('text') : z.string();
}
