import { FUNCTIONS } from '../../lib/functions.ts';
import { readPrices, unitPrice } from '../cost/price.ts';
import type { Estimate } from './estimate.ts';

/** State transitions of a slice: extract, its choice, its end, its place in the map. */
const TRANSITIONS = 4;
/** Objects a slice writes beside its parts: slice, progress, manifest, note, state, vault. */
const OBJECTS = 6;
/** Ratio of compressed landed text to the size the pipe charges for. */
const COMPRESSED = 0.081;

export interface Price {
  readonly total: number;
  readonly parts: readonly string[];
}

/** Cloud cost of the reading in US dollars: functions, objects, transitions, the pipe. Vendors charge nothing. */
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
