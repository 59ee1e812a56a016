import { firstTrees, type Parameters, predictMargin, train } from '../booster/index.ts';
import { COLUMNS } from './features.ts';
import { fitCurve, type LogisticCurve } from './logistic-curve.ts';
import { labelsOf, matrixOf, type Snapshots } from './snapshots.ts';

const FOLDS = 4;
/** Rounds are chosen from multiples of this. */
const STEP = 20;

/** FNV-1a, stirred: what becomes of a customer here never depends on who else there is. */
function hashOf(customer: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < customer.length; at++) hash = Math.imul(hash ^ customer.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}

const foldOf = (customer: string) => hashOf(customer) % FOLDS;

/** Rows of so many customers that they are about `most`; all of them where they are no more. */
export function sampled({ customers }: Pick<Snapshots, 'customers'>, learn: Int32Array, most: number): Int32Array {
  const oneOf = Math.ceil(learn.length / most);
  return oneOf <= 1 ? learn : learn.filter((row) => Math.floor(hashOf(customers[row]!) / FOLDS) % oneOf === 0);
}

/**
 * Predicts every row by trees that saw none of its customer's rows.
 * @returns the number of rounds with the least log loss out of fold, and the curve that calibrates margins of that many
 */
export async function outOfFold(
  data: Snapshots,
  learn: Int32Array,
  parameters: Parameters,
): Promise<{ readonly rounds: number; readonly curve: LogisticCurve }> {
  const steps = Math.max(1, Math.floor(parameters.rounds / STEP));
  const margins = Array.from({ length: steps }, () => new Float64Array(learn.length));
  const folds = Array.from(learn, (row) => foldOf(data.customers[row]!));
  for (let fold = 0; fold < FOLDS; fold++) {
    const places = Array.from(learn.keys()).filter((place) => folds[place] === fold);
    const seen = learn.filter((_, place) => folds[place] !== fold);
    if (places.length === 0 || seen.length === 0) continue;
    const model = await train({
      x: matrixOf(data, seen),
      y: labelsOf(data, seen),
      rows: seen.length,
      columns: COLUMNS,
      params: parameters,
    });
    const x = matrixOf(
      data,
      Int32Array.from(places, (place) => learn[place]!),
    );
    for (let step = 0; step < steps; step++)
      predictMargin(firstTrees(model, (step + 1) * STEP), x).forEach((margin, at) => {
        margins[step]![places[at]!] = margin;
      });
  }
  const labels = labelsOf(data, learn);
  let best = { loss: Number.POSITIVE_INFINITY, step: 0 };
  for (let step = 0; step < steps; step++) {
    const loss = logLoss(margins[step]!, labels);
    if (loss < best.loss) best = { loss, step };
  }
  return { rounds: Math.min(parameters.rounds, (best.step + 1) * STEP), curve: fitCurve(margins[best.step]!, labels) };
}

/** Mean of log(1 + exp(-margin)) for churners and log(1 + exp(margin)) for the others. */
function logLoss(margins: Float64Array, labels: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < margins.length; at++)
    sum += Math.log1p(Math.exp(labels[at] === 1 ? -margins[at]! : margins[at]!));
  return sum / margins.length;
}
