import { expect, it } from 'vitest';
import { shopTable } from '../../../../bench/booster-data.ts';
import { predictMargin, train } from '../../../../lambdas/ml/booster/index.ts';
import { makeExplainer } from '../../../../lambdas/ml/churn/contributions.ts';

it('splits every margin into a bias and what each feature added', async () => {
  const { x, y } = shopTable(800, 9, 11);
  const model = await train({ x, y, rows: 800, columns: 9, params: { rounds: 25, depth: 4 } });
  const margins = predictMargin(model, x);
  const explain = makeExplainer(model);
  const parts = new Float64Array(9);
  const biases = new Set<number>();
  let strongest = 0;
  for (let row = 0; row < 800; row++) {
    const bias = explain(x, row * 9, parts);
    biases.add(bias);
    const sum = parts.reduce((a, b) => a + b, bias);
    expect(Math.abs(sum - margins[row]!)).toBeLessThan(1e-5); // margins are summed in float32
    strongest = Math.max(strongest, ...parts.map(Math.abs));
  }
  expect(biases.size).toBe(1);
  expect(strongest).toBeGreaterThan(0.3);
});

it('gives nothing to a feature that no tree asks', async () => {
  const x = Float32Array.from({ length: 400 }, (_, at) => (at % 2 === 0 ? at % 8 : 1));
  const y = Float32Array.from({ length: 200 }, (_, row) => (row % 4 > 1 ? 1 : 0));
  const model = await train({ x, y, rows: 200, columns: 2, params: { rounds: 5, depth: 2 } });
  const parts = new Float64Array(2);
  makeExplainer(model)(x, 0, parts);
  expect(parts[0]).not.toBe(0);
  expect(parts[1]).toBe(0);
});
