import { ScoreInput, ScoreResult, TrainInput, TrainResult } from '../contracts/pipeline.ts';
import { defineHandler } from '../platform/define-handler.ts';
import { scoreModel } from './score-model.ts';
import { type TrainPorts, trainModel } from './train-model.ts';

export const makeTrainHandler = (ports: TrainPorts) =>
  defineHandler({
    name: 'train-model',
    input: TrainInput,
    output: TrainResult,
    run: (input) => trainModel(input, ports),
  });

export const makeScoreHandler = (ports: TrainPorts) =>
  defineHandler({
    name: 'score-model',
    input: ScoreInput,
    output: ScoreResult,
    run: (input) => scoreModel(input, ports),
  });
