import { PRICES } from '../cost/prices.ts';
import type { Estimate } from './estimate.ts';

/** Memory of an extractor function, GB: see lib/functions.ts. */
const EXTRACTOR_GB = 1;
/** States a slice passes: extract, its choice, its end. */
const TRANSITIONS = 4;
/** Objects a slice writes beside its parts: slice, progress, manifest, note, state, vault. */
const OBJECTS = 6;

export interface Price {
  readonly total: number;
  readonly parts: readonly string[];
}

/** What the cloud asks for reading it: functions, objects, transitions, the pipe. The vendors ask nothing. */
export function priceOf({ streams }: Estimate): Price {
  const sum = (of: (one: Estimate['streams'][number]) => number) => streams.reduce((total, one) => total + of(one), 0);
  const slices = sum((one) => one.slices);
  const files = sum((one) => one.parts);
  const costs = {
    Lambda: (sum((one) => one.ms) / 1000) * EXTRACTOR_GB * PRICES.lambda_gb_second + slices * PRICES.lambda_request,
    S3: (files + slices * OBJECTS) * PRICES.s3_put,
    'Step Functions': slices * TRANSITIONS * PRICES.state_transition,
    Snowpipe: files * PRICES.snowpipe_file_credits * PRICES.snowflake_credit,
  };
  const total = Object.values(costs).reduce((all, one) => all + one, 0);
  return { total, parts: Object.entries(costs).map(([name, cost]) => `${name} $${cost.toFixed(3)}`) };
}
