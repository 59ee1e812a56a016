import { describe, expect, it } from 'vitest';
import { areaUnderCurve, shopTable } from '../../../../bench/booster-data.ts';
import { type Model, predict, predictMargin, toXgboostJson, train } from '../../../../lambdas/ml/booster/index.ts';

const ROWS = 3000;
const COLUMNS = 9; // column 7 lacks values
const { x, y } = shopTable(ROWS + 1000, COLUMNS, 3);
const learn = { x: x.subarray(0, ROWS * COLUMNS), y: y.subarray(0, ROWS), rows: ROWS, columns: COLUMNS };
const params = { rounds: 30, depth: 5, eta: 0.2, seed: 1 };

/** The plainest way to predict: node by node, in the words of the format. */
function walk(model: Model, row: Float32Array): number {
  let margin = Math.fround(-Math.log(1 / model.base - 1));
  for (const tree of model.trees) {
    let node = 0;
    while (tree.left[node]! !== -1) {
      const value = row[tree.feature[node]!]!;
      const left = Number.isNaN(value) ? tree.missingLeft[node] === 1 : value < tree.value[node]!;
      node = left ? tree.left[node]! : tree.right[node]!;
    }
    margin = Math.fround(margin + tree.value[node]!);
  }
  return margin;
}

describe('the booster', () => {
  it('gives the same bytes for one, two and three workers, and again', async () => {
    const files = [];
    for (const threads of [1, 2, 3, 2]) files.push(toXgboostJson(await train({ ...learn, params, threads })));
    expect(new Set(files).size).toBe(1);
  });

  it('depends on its seed only through the rows its cuts are taken from', async () => {
    const one = toXgboostJson(await train({ ...learn, params }));
    expect(toXgboostJson(await train({ ...learn, params: { ...params, seed: 2 } }))).toBe(one); // fewer rows than a sample
  });

  it('ranks rows it has not seen', async () => {
    const model = await train({ ...learn, params });
    const scores = predict(model, x.subarray(ROWS * COLUMNS));
    expect(areaUnderCurve(scores, y.subarray(ROWS))).toBeGreaterThan(0.7);
  });

  it('predicts what a walk down the trees gives, missing values included', async () => {
    const model = await train({ ...learn, params });
    const rows = x.slice(0, 200 * COLUMNS);
    rows[3] = Number.NaN;
    rows[COLUMNS] = Number.POSITIVE_INFINITY;
    const margins = predictMargin(model, rows);
    for (let row = 0; row < 200; row++) {
      if (row === 1) continue; // infinity is the largest known value here, and above every cut
      expect(margins[row]).toBe(walk(model, rows.subarray(row * COLUMNS, (row + 1) * COLUMNS)));
    }
  });

  it('learns from values that are missing', async () => {
    const rows = 400;
    const one = Float32Array.from({ length: rows }, (_, row) => (row % 4 === 0 ? Number.NaN : row % 3));
    const missing = Float32Array.from({ length: rows }, (_, row) => (row % 4 === 0 ? 1 : 0));
    const model = await train({ x: one, y: missing, rows, columns: 1, params: { rounds: 10, depth: 2 } });
    const [lacking, known] = predict(model, Float32Array.of(Number.NaN, 1));
    expect(lacking).toBeGreaterThan(0.9);
    expect(known).toBeLessThan(0.1);
  });

  it('learns nothing from one class, and says so in finite numbers', async () => {
    const model = await train({ ...learn, y: new Float32Array(ROWS), params: { rounds: 3 } });
    expect(model.trees.every((tree) => tree.left.length === 1)).toBe(true);
    expect(predict(model, x.subarray(0, COLUMNS))[0]).toBeLessThan(0.01);
  });

  it.each([
    [{ y: new Float32Array(5) }, /5 labels/],
    [{ y: new Float32Array(ROWS).fill(2) }, /label 2 in row 0/],
    [{ params: { depth: 40 } }, /depth is 40/],
    [{ rows: 0 }, /0 × 9/],
  ])('refuses %o', async (wrong, message) => {
    await expect(train({ ...learn, ...wrong })).rejects.toThrow(message);
  });
});
