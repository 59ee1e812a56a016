import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { measureTraining, readTraining } from '../../../lambdas/ml/measure-training.ts';
import type { Algorithm, Features, MlModel } from '../../../lambdas/ml/model.ts';
import { trainModel } from '../../../lambdas/ml/train-model.ts';
import { runTrainingJob } from '../../../lambdas/ml/training-job.ts';
import type { Candidate } from '../../../lambdas/ports/warehouse.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const algorithm = (kind: string, error: number): Algorithm<Features> => ({
  kind,
  label: kind,
  parameters: {},
  fit: async (data) => `${kind} made on ${data.hash}`,
  measure: async () => ({ error }),
  score: async () => [],
});
const guess: MlModel<Features> = {
  name: 'guess',
  title: 'Guess',
  task: 'none',
  table: 'guess',
  measures: [],
  codeVersion: 'guess-1',
  seed: 0,
  bundle: { files: [] },
  features: [],
  primaryMetric: [{ metric: 'error', better: 'lower' }],
  thresholds: {},
  read: async (_, asOf) => ({ hash: 'h', rows: 1, asOf }),
  insufficientData: () => null,
  caution: () => null,
  baselines: [algorithm('naive', 0.5)],
  challenger: algorithm('clever', 0.4),
};
const asked: string[] = [];
const candidate = {
  extents: async (tables: readonly { readonly table: string }[]) => {
    asked.push(...tables.map(({ table }) => table));
    return new Map(tables.map(({ table }) => [table, { rows: 42, newest: null }]));
  },
} as unknown as Candidate;
const warehouse = { candidate: async () => candidate };
const input = { run_id: 'r', as_of: '2026-10-01T00:00:00Z', ml_model: 'guess' };

describe('a training outside a function', () => {
  it('is decided by the rows of the features on the candidate', async () => {
    expect(await measureTraining(input, { warehouse })).toEqual({ ml_model: 'guess', rows: 42 });
    expect(asked).toEqual(['features.ftr_guess']);
  });

  it('reads what it is to do from a file, and leaves what the function would give', async () => {
    const folder = await temporaryFolder();
    const [store, elsewhere] = [filesystemStore(join(folder, 'a')), filesystemStore(join(folder, 'b'))];
    const file = join(folder, 'hyperparameters.json');
    await writeFile(file, JSON.stringify(input));
    const inContainer = await runTrainingJob(file, { store, warehouse }, { guess });
    expect(inContainer).toEqual(await trainModel(input, { store: elsewhere, warehouse }, { guess }));
    expect(await readTraining(input, store)).toEqual(inContainer);
  });

  it('is missed by name when it left nothing', async () => {
    const store = filesystemStore(await temporaryFolder());
    await expect(readTraining(input, store)).rejects.toThrow(/left no ops\/training\/r\/guess\.json/);
  });
});
