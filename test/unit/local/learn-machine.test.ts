import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type LocalFunctions, runStateMachine } from '../../../local/state-machine.ts';

const file = resolve(import.meta.dirname, '../../../statemachines/learn.asl.json');

async function learn(rows: number, limit: number) {
  const calls: string[] = [];
  const answers = {
    MeasureTraining: { ml_model: 'churn', rows },
    TrainModel: { serve_key: 'models/churn/a/model.json' },
    ScoreModel: { ml_model: 'churn', rows: 7 },
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

describe('the machine of a model that learns', () => {
  it('trains in a function what a function holds, and scores with what serves', async () => {
    const { calls, outcome } = await learn(100, 100);
    const ref = JSON.stringify({ run_id: 'r', as_of: 'now', ml_model: 'churn' });
    const score = JSON.stringify({ ...JSON.parse(ref), serve_key: 'models/churn/a/model.json' });
    expect(calls).toEqual([`MeasureTraining ${ref}`, `TrainModel ${ref}`, `ScoreModel ${score}`]);
    expect(outcome).toEqual({ ml_model: 'churn', rows: 7 });
  });

  it('takes the other way above it, which one machine does not have and says so', async () => {
    const { calls, outcome } = await learn(101, 100);
    expect(calls.map((call) => call.split(' ')[0])).toEqual(['MeasureTraining', 'RecordFailure']);
    expect(calls[1]).toMatch(/"machine":"learn".*ConfigError.*'Train on SageMaker' calls createTrainingJob\.sync/);
    expect(outcome).toBeInstanceOf(Error);
  });
});
