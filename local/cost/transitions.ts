// State transitions of one execution: Step Functions charges each state that is entered. A test counts them on the machines themselves.

/** @param polls times *Await Load* found files still missing and waited */
export const ingestTransitions = ({ slices, polls }: { slices: number; polls: number }): number =>
  // Plan Slices, Read Slices; a slice: Extract Slice, Is Slice Done, Slice Finished; Await Load, Is Raw Complete, and Wait for Pipe
  // between them; Finish Ingest, Ingest Finished.
  2 + 3 * slices + 2 * (polls + 1) + polls + 2;

/** Of a pipeline that publishes. */
export const pipelineTransitions = ({ models, waves, mlModels }: { models: number; waves: number; mlModels: number }) =>
  // Assume Nothing, Check Freshness, Is Anything Read, Plan Models; Build Waves, a Build Wave each, a Build Model each; Learn, and for each:
  // Learn Model, Score Model, and in its machine Measure Training, Does It Fit, Train Model, Trained; Run Checks, Did Checks Pass, Publish, Mark Published, Send Alerts, Finish Run, How Did It End, Published.
  4 + 1 + waves + models + 1 + 6 * mlModels + 8;
