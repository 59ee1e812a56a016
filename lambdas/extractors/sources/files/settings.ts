import { z } from 'zod';
import { normalName } from '../../engine/files/delimited.ts';
import { ENCODINGS } from '../../engine/files/text-file.ts';
import { COLUMN_TYPES } from './columns.ts';

const Table = z
  .strictObject({
    /** `targets-*.csv`; `*` and `?` match inside a folder, `**` across folders. */
    files: z.string().min(1),
    /** Columns that identify a row; defaults to its line in its file. */
    key: z.array(z.string()).min(1).optional(),
    /** `append`: every file adds its rows; `replace`: the newest file is the whole table. */
    mode: z.enum(['append', 'replace']),
    columns: z.record(z.string().min(1), z.enum(COLUMN_TYPES)),
    /** Delimiter; defaults to detection from the header. */
    delimiter: z.enum([',', ';', '\t', '|']).optional(),
    /** Encoding; defaults to detection from the bytes. */
    encoding: z.enum(ENCODINGS).optional(),
    /** Decimal mark; defaults to a comma with the delimiter `;`, a point otherwise. */
    decimal: z.enum(['.', ',']).optional(),
    /** Number of lines above the header, as some programs write them. */
    skip: z.number().int().min(1).max(1000).optional(),
    /** Prefix of lines that are not rows: `#`. */
    comment: z.string().min(1).max(3).optional(),
    /** Day-month order of 03/04/2026; a column with one unambiguous day proves it by itself. */
    date_order: z.enum(['MDY', 'DMY']).optional(),
  })
  .superRefine(({ key = [], columns }, context) => {
    const names = Object.keys(columns);
    if (names.length === 0)
      context.addIssue({ code: 'custom', path: ['columns'], message: 'declare at least one column' });
    for (const one of key)
      if (!names.includes(one))
        context.addIssue({
          code: 'custom',
          path: ['key'],
          message: `'${one}' is not a declared column: ${names.join(', ')}`,
        });
    const seen = new Map<string, string>();
    for (const name of names) {
      const other = seen.get(normalName(name));
      if (other !== undefined)
        context.addIssue({
          code: 'custom',
          path: ['columns'],
          message: `'${other}' and '${name}' are the same name in a header`,
        });
      seen.set(normalName(name), name);
    }
  });
export type Table = z.infer<typeof Table>;

export const FilesSettings = z.strictObject({
  /**
   * On a single machine a folder; in the cloud one below the connection's own prefix of the vault, `.` for all of it.
   */
  folder: z.string().min(1),
  tables: z.record(z.string(), Table).superRefine((tables, context) => {
    const names = Object.keys(tables);
    if (names.length === 0) context.addIssue({ code: 'custom', message: 'declare at least one table' });
    for (const name of names)
      if (!/^[a-z][a-z0-9_]{0,62}$/.test(name))
        context.addIssue({
          code: 'custom',
          path: [name],
          message: 'a table is named in lower case letters, digits and _, beginning with a letter',
        });
  }),
});
export type FilesSettings = z.infer<typeof FilesSettings>;
