import { GateResult, PipelineRef } from '../contracts/pipeline.ts';
import { defineHandler } from '../platform/define-handler.ts';
import type { QualityPorts } from './quality-ports.ts';
import { runChecks } from './run-checks.ts';

export const makeRunChecksHandler = (ports: QualityPorts) =>
  defineHandler({
    name: 'run-checks',
    input: PipelineRef,
    output: GateResult,
    run: (input) => runChecks(input, ports),
  });
