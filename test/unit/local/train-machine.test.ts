import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LocalFunctions, runStateMachine } from '../../../local/state-machine.ts';

const file = resolve(import.meta.dirname, '../../../statemachines/train.asl.json');

async function train(rows: number, limit: number) {
  const calls: string[] = [];
  const answers = {
    MeasureTraining: { ml_model: 'churn', rows },
    TrainModel: { serve_key: 'models/churn/a/model.json' },
    ReadTraining: { serve_key: 'models/churn/b/model.json' },
    RecordFailure: {},
  };
  const functions = Object.fromEntries(
    Object.entries(answers).map(([name, answer]) => [
      name,
      async (event: object) => {
        calls.push(`${name} ${JSON.stringify(event)}`);
        return answer;
      },
    ]),
  ) as unknown as LocalFunctions;
  const input = { run_id: 'r', as_of: 'now', ml_model: 'churn', limits: { training_rows: limit } };
  const outcome = await runStateMachine(file, input, functions, { speed: 10_000 }).catch((error: Error) => error);
  return { calls, outcome };
}

describe('the machine that trains', () => {
  it('trains in a function what a function holds', async () => {
    const { calls, outcome } = await train(100, 100);
    const ref = JSON.stringify({ run_id: 'r', as_of: 'now', ml_model: 'churn' });
    expect(calls).toEqual([`MeasureTraining ${ref}`, `TrainModel ${ref}`]);
    expect(outcome).toEqual({ serve_key: 'models/churn/a/model.json' });
  });

  it('takes the other way above it, which one machine does not have and says so', async () => {
    const { calls, outcome } = await train(101, 100);
    expect(calls.map((call) => call.split(' ')[0])).toEqual(['MeasureTraining', 'RecordFailure']);
    expect(calls[1]).toMatch(/"machine":"train".*ConfigError.*'Train on SageMaker' calls createTrainingJob\.sync/);
    expect(outcome).toBeInstanceOf(Error);
  });
});
