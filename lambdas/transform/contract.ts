import { QualityGateError, WarehouseError } from '../contracts/errors.ts';
import type { Candidate } from '../ports/warehouse.ts';
import type { Model } from '../sql/library.ts';
import { columnsOf } from './relations.ts';

/**
 * Compares what was built with what the header promises, before it replaces its predecessor: names, order, types, and keys
 * without nulls.
 * @throws WarehouseError naming the model and every column that differs
 * @throws QualityGateError when a key column holds nulls, with their number
 */
export async function keepContract(candidate: Candidate, model: Model, built: string): Promise<void> {
  const promised = Object.entries(model.header.columns);
  const found = await columnsOf(candidate, built);
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
  if (model.header.materialize === 'view') return;
  const counts = model.header.key.map((column) => `count_if(${column} is null) as ${column}`).join(', ');
  const [nulls] = await candidate.query<Record<string, number>>(`select ${counts} from ${built}`);
  const broken = Object.entries(nulls ?? {}).filter(([, count]) => count > 0);
  if (broken.length > 0) {
    const list = broken.map(([column, count]) => `${column} is null in ${count} rows`).join(', ');
    throw new QualityGateError(
      `model ${model.name}: ${list}; its grain is '${model.header.grain}', so a row without key cannot be told apart`,
      { model: model.name, nulls },
    );
  }
}
