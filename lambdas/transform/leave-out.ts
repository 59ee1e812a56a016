import { STATE } from '../contracts/state-tables.ts';
import type { Candidate } from '../ports/warehouse.ts';
import type { Compilation } from '../sql/compile.ts';
import { compileStatement } from '../sql/compile-statement.ts';
import { leftOutOf } from '../sql/left-out.ts';
import type { Model } from '../sql/model.ts';
import { columnsOfState } from './state-tables.ts';

/**
 * Moves unusable rows out of a staging model and records them for the gate: rows without their key, without a column
 * that the header calls required, or with one beyond its bounds. All other rows stay.
 */
export async function leaveOut(
  candidate: Candidate,
  model: Model,
  rows: string,
  compilation: Compilation,
): Promise<void> {
  if (model.layer !== 'staging') return;
  const { broken, count, noted } = leftOutOf(model);
  const { found } = await candidate.measure(rows, { found: count });
  if (Number(found) === 0) return;
  await candidate.appendSelect(STATE.leftOut, columnsOfState('leftOut'), noted(rows, compilation));
  await candidate.deleteWhere(rows, broken);
}

/** @param groups the groups being rebuilt; all of them when absent */
export async function forgetLeftOut(
  candidate: Candidate,
  { name: model, layer, header }: Model,
  compilation: Compilation,
  groups?: string,
): Promise<void> {
  if (layer !== 'staging') return;
  if (groups === undefined) return candidate.deleteRows(STATE.leftOut, { model });
  const among = { model, group: header.replace_partition!, groups };
  await candidate.deleteWhere(STATE.leftOut, compileStatement('is_left_out_of_groups', among, compilation));
}
