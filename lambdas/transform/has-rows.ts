import type { Candidate } from '../ports/warehouse.ts';

export const hasRows = async (candidate: Candidate, table: string): Promise<boolean> =>
  (await candidate.extents([{ table }])).get(table)!.rows > 0;
