// State transitions of one execution: Step Functions charges each state entered. A test counts them on the machines
// themselves.

export const ingestTransitions = ({ slices }: { slices: number }): number =>
  // Plan Slices, Read Slices; a slice: Extract Slice, Is Slice Done, Slice Finished; Finish Ingest, Ingest Finished.
  2 + 3 * slices + 2;

export interface PipelineShape {
  readonly models: number;
  readonly waves: number;
  readonly mlModels: number;
  /** Times *Await Load* found files still missing and waited. */
  readonly polls: number;
}

/** For a pipeline that publishes. */
export const pipelineTransitions = ({ models, waves, mlModels, polls }: PipelineShape) =>
  // Assume Nothing, Begin Loading; Await Load, Is Raw Complete, and Wait for Pipe between them; Check Freshness, Is Anything Read, Plan
  // Models; Build Waves, a Build Wave each, a Build Model each; Learn, and for each: Learn Model, and in its machine Measure
  // Training, Does It Fit, Train Model, Score Model, Learned; Run Checks, Did Checks Pass, Publish, Mark Published, Send Alerts, Finish
  // Run, How Did It End, Published.
  2 + 2 * (polls + 1) + polls + 3 + 1 + waves + models + 1 + 6 * mlModels + 8;
