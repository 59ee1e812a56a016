import { SourceContractError } from '../../../../contracts/errors.ts';
import type { ExportFile, ExportRow } from './table.ts';

/** Rows that may wait for the other rows of their order. */
const WAITING = 500_000;

/**
 * Groups rows: neighbours, and in a sorted file rows from anywhere, which come last.
 * @param nameOf shared by the rows of a group
 * @throws SourceContractError when more rows are apart than can be held
 */
export async function* groupsOf(
  { rows, scattered }: ExportFile,
  nameOf: (row: ExportRow) => string,
): AsyncGenerator<readonly ExportRow[]> {
  const waiting = new Map<string, ExportRow[]>();
  let held = 0;
  let group: ExportRow[] = [];
  for await (const row of rows()) {
    const name = nameOf(row);
    if (scattered.has(name)) {
      if (++held > WAITING)
        throw new SourceContractError(
          `more than ${WAITING} rows are apart from the other rows of their order; sort the file by name`,
        );
      const others = waiting.get(name);
      if (others) others.push(row);
      else waiting.set(name, [row]);
      continue;
    }
    if (group.length > 0 && name !== nameOf(group[0]!)) {
      yield group;
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield group;
  yield* waiting.values();
}
