import { WarehouseError } from '../contracts/errors.ts';
import type { Candidate } from '../ports/warehouse.ts';
import type { Model } from '../sql/model.ts';

/**
 * Compares what was built with what the header promises, before it replaces its predecessor: names and types. What its rows
 * hold, keys without nulls included, is the gate's to judge: there a failure names table, value and threshold.
 * @throws WarehouseError naming the model and every column that differs
 */
export async function keepContract(candidate: Candidate, model: Model, built: string): Promise<void> {
  const promised = Object.entries(model.header.columns);
  const found = await candidate.columnsOf(built);
  const differences = [
    ...promised
      .filter(([name]) => !found.some((column) => column.name === name))
      .map(([name]) => `${name} is promised and missing`),
    ...found
      .filter((column) => !model.header.columns[column.name])
      .map(({ name, type }) => `${name} (${type}) is there and not promised`),
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
