import { FUNCTIONS } from '../../lib/functions.ts';
import { readPrices, unitPrice } from '../cost/price.ts';
import type { Estimate } from './estimate.ts';

/** States a slice passes: extract, its choice, its end, its place in the map. */
const TRANSITIONS = 4;
/** Objects a slice writes beside its parts: slice, progress, manifest, note, state, vault. */
const OBJECTS = 6;
/** Landed text, compressed, to what the pipe counts. */
const COMPRESSED = 0.081;

export interface Price {
  readonly total: number;
  readonly parts: readonly string[];
}

/** What the cloud asks for reading it, US dollars: functions, objects, transitions, the pipe. The vendors ask nothing. */
export function priceOf({ streams }: Estimate): Price {
  const list = readPrices();
  const usd = (name: string) => unitPrice(list, name);
  const sum = (of: (one: Estimate['streams'][number]) => number) => streams.reduce((total, one) => total + of(one), 0);
  const slices = sum((one) => one.slices);
  const gigabytes = FUNCTIONS.ExtractSlice.memoryMb / 1024;
  const costs = {
    Lambda: (sum((one) => one.ms) / 1000) * gigabytes * usd('lambda_gb_second') + slices * usd('lambda_request'),
    S3: (sum((one) => one.parts) + slices * OBJECTS) * usd('s3_put'),
    'Step Functions': slices * TRANSITIONS * usd('step_functions_transition'),
    Snowpipe: (sum((one) => one.bytes) / COMPRESSED / 1e9) * usd('snowpipe_gb'),
  };
  const total = Object.values(costs).reduce((all, one) => all + one, 0);
  return { total, parts: Object.entries(costs).map(([name, cost]) => `${name} $${cost.toFixed(3)}`) };
}
