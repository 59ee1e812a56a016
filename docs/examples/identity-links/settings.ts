// The table for decisions about records of people, in the settings of a connection of the source `files`.
import type { Table } from '../../../lambdas/extractors/sources/files/settings.ts';

/** The newest file is the whole table: a row that is taken out of it is undone. */
export const identityLinks: Table = {
  files: 'identity-links*.csv',
  mode: 'replace',
  columns: {
    action: 'text',
    record_a: 'text',
    record_b: 'text',
    reason: 'text',
    by: 'name',
    at: 'timestamp',
  },
};
