import { MeasureTrainingResult, ScoreInput, ScoreResult, TrainInput, TrainResult } from '../contracts/pipeline.ts';
import { defineHandler } from '../platform/define-handler.ts';
import { measureTraining, readTraining } from './measure-training.ts';
import type { MlModels } from './registry.ts';
import { type ScorePorts, scoreModel } from './score-model.ts';
import { type TrainPorts, trainModel } from './train-model.ts';

export const makeTrainHandler = (ports: TrainPorts, models: MlModels) =>
  defineHandler({
    name: 'train-model',
    input: TrainInput,
    output: TrainResult,
    run: (input) => trainModel(input, ports, models),
  });

export const makeScoreHandler = (ports: ScorePorts, models: MlModels) =>
  defineHandler({
    name: 'score-model',
    input: ScoreInput,
    output: ScoreResult,
    run: (input) => scoreModel(input, ports, models),
  });

export const makeMeasureTrainingHandler = (ports: Pick<TrainPorts, 'warehouse'>) =>
  defineHandler({
    name: 'measure-training',
    input: TrainInput,
    output: MeasureTrainingResult,
    run: (input) => measureTraining(input, ports),
  });

export const makeReadTrainingHandler = ({ store }: Pick<TrainPorts, 'store'>) =>
  defineHandler({
    name: 'read-training',
    input: TrainInput,
    output: TrainResult,
    run: (input) => readTraining(input, store),
  });
