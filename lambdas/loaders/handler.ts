import { AwaitLoadInput, AwaitLoadResult } from '../contracts/pipeline.ts';
import { defineHandler } from '../platform/define-handler.ts';
import { awaitLoad, type LoadPorts } from './await-load.ts';

export const makeAwaitLoadHandler = (ports: LoadPorts) =>
  defineHandler({
    name: 'await-load',
    input: AwaitLoadInput,
    output: AwaitLoadResult,
    run: (input) => awaitLoad(input, ports),
  });
