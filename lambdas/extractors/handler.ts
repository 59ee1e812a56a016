import { ExtractInput, ExtractResult, PlanInput, PlanResult } from '../contracts/ingest.ts';
import { defineHandler } from '../platform/define-handler.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Deadline } from '../ports/ports.ts';
import { extractSlice } from './engine/extract.ts';
import { planSlices } from './engine/plan.ts';
import type { ExtractPorts } from './engine/ports.ts';
import type { Connection, Source } from './engine/source.ts';

/**
 * Opens one connection's source; the caller decides where secrets and settings come from, and how long a wait may be.
 */
export type OpenConnection = (source: string, connection: string, deadline: Deadline) => Promise<ExtractPorts>;
export type FindConnection = (source: string, connection: string) => { source: Source; connection: Connection };

export const makePlanHandler = (ports: { store: ObjectStore; find: FindConnection }) =>
  defineHandler({
    name: 'plan-slices',
    input: PlanInput,
    output: PlanResult,
    run: (input) => planSlices(input, { store: ports.store, ...ports.find(input.source, input.connection) }),
  });

export const makeExtractHandler = (open: OpenConnection) =>
  defineHandler({
    name: 'extract-slice',
    input: ExtractInput,
    output: ExtractResult,
    run: async (input, { deadline }) =>
      extractSlice(input, await open(input.source, input.connection, deadline), deadline),
  });
