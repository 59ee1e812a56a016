import { WarehouseError } from '../contracts/errors.ts';
import type { Candidate } from '../ports/warehouse.ts';
import type { Model } from '../sql/model.ts';

/**
 * Compares a built table with its header's promise, before it replaces its predecessor: names and types. The gate
 * judges its rows, null keys included: its failures name table, value and threshold.
 * @throws WarehouseError naming the model and every column that differs
 */
export async function keepContract(candidate: Candidate, model: Model, built: string): Promise<void> {
  const promised = Object.entries(model.header.columns);
  const found = await candidate.columnsOf(built);
  const differences = [
    ...promised
      .filter(([name]) => !found.some((column) => column.name === name))
      .map(([name]) => `${name} is declared but missing`),
    ...found
      .filter((column) => !model.header.columns[column.name])
      .map(({ name, type }) => `${name} (${type}) is built but not declared`),
    ...found.flatMap(({ name, type }) => {
      const word = model.header.columns[name]?.type;
      return word === undefined || word === type ? [] : [`${name} is ${type}, promised ${word}`];
    }),
  ];
  if (differences.length > 0) {
    throw new WarehouseError(
      `model ${model.name} breaks its contract: ${differences.join('; ')}; amend ${model.file}, header or SQL`,
    );
  }
}
