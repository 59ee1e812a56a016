// The table for decisions about products of several shops, in the settings of a connection of the source `files`.
import type { Table } from '../../../lambdas/extractors/sources/files/settings.ts';

/** The newest file is the whole table: a row that is taken out of it is undone. */
export const productLinks: Table = {
  files: 'product-links*.csv',
  mode: 'replace',
  columns: {
    action: 'text',
    product_a: 'text',
    product_b: 'text',
    reason: 'text',
    by: 'name',
    at: 'timestamp',
  },
};
