import { PublishInput, PublishResult } from '../contracts/pipeline.ts';
import { defineHandler } from '../platform/define-handler.ts';
import { type PublishPorts, publish } from './publish.ts';

export const makePublishHandler = (ports: PublishPorts) =>
  defineHandler({
    name: 'publish',
    input: PublishInput,
    output: PublishResult,
    run: (input) => publish(input, ports),
  });
