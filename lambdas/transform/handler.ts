import {
  BuildModelInput,
  BuildModelResult,
  DiscardResult,
  PipelineRef,
  PlanModelsInput,
  PlanModelsResult,
} from '../contracts/pipeline.ts';
import { defineHandler } from '../platform/define-handler.ts';
import { buildModel, type TransformPorts } from './build-model.ts';
import { discardCandidate } from './discard-candidate.ts';
import { planModels } from './plan-models.ts';

export const makePlanModelsHandler = (ports: TransformPorts) =>
  defineHandler({
    name: 'plan-models',
    input: PlanModelsInput,
    output: PlanModelsResult,
    run: (input) => planModels(input, ports),
  });

export const makeBuildModelHandler = (ports: TransformPorts) =>
  defineHandler({
    name: 'build-model',
    input: BuildModelInput,
    output: BuildModelResult,
    run: (input) => buildModel(input, ports),
  });

export const makeDiscardHandler = (ports: Pick<TransformPorts, 'warehouse'>) =>
  defineHandler({
    name: 'discard-candidate',
    input: PipelineRef,
    output: DiscardResult,
    run: (input) => discardCandidate(input, ports),
  });
