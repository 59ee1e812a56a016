import { PublishInput, PublishResult } from '../contracts/pipeline.ts';
import { defineHandler } from '../platform/define-handler.ts';
import { publish } from './publish.ts';
import type { PublishPorts } from './publish-ports.ts';

export const makePublishHandler = (ports: PublishPorts) =>
  defineHandler({
    name: 'publish',
    input: PublishInput,
    output: PublishResult,
    run: (input) => publish(input, ports),
  });
