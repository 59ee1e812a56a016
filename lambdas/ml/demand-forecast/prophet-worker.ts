// The program of a worker: fits Prophet jobs, one message each, until it is told to stop. `compile.ts` makes it a constant.
import { parentPort, workerData } from 'node:worker_threads';
import { initSync, Prophet } from '@bsull/augurs/prophet';
import { optimizer } from '@bsull/augurs-prophet-wasmstan';
import type { ProphetFit, ProphetJob } from './prophet-job.ts';
import type { WasmModules } from './wasm.ts';

const DAY_SECONDS = 86_400;
const WEEKLY_ORDER = 3;
const EVENT_SCALE = 10;
const SEED = 1;

/** As Prophet in Python: L-BFGS, and Newton's method where that gets stuck. Null when neither ends. */
function fitJob(job: ProphetJob): ProphetFit | null {
  for (const algorithm of ['lbfgs', 'newton'] as const) {
    try {
      initSync({ module: (workerData as WasmModules).prophet }); // a new instance: see compile.ts
      return fitWith(algorithm, job);
    } catch {} // a series of few sales can leave the optimiser nowhere to go
  }
  return null;
}

function fitWith(algorithm: 'lbfgs' | 'newton', job: ProphetJob): ProphetFit {
  const { first, values, ahead, mode, events } = job;
  const secondsOf = (count: number) => Array.from({ length: count }, (_, at) => (first + at) * DAY_SECONDS);
  const off = { type: 'manual', enabled: false } as const;
  const prophet = new Prophet({
    optimizer: optimizer as unknown as ConstructorParameters<typeof Prophet>[0]['optimizer'],
    uncertaintySamples: 0,
    seasonalityMode: mode,
    seasonalityPriorScale: job.seasonScale,
    changepointPriorScale: job.changeScale,
    dailySeasonality: off,
    weeklySeasonality: job.weekly ? { type: 'fourier', order: WEEKLY_ORDER } : off,
    yearlySeasonality: job.yearlyOrder > 0 ? { type: 'fourier', order: job.yearlyOrder } : off,
    holidays: new Map(
      events.map(({ name, spans }) => [
        name,
        { occurrences: spans.map(([from, to]) => ({ start: from * DAY_SECONDS, end: to * DAY_SECONDS })) },
      ]),
    ),
    holidaysPriorScale: EVENT_SCALE,
  });
  try {
    prophet.fit({ ds: secondsOf(values.length), y: Array.from(values) }, { seed: SEED, algorithm });
    const { yhat, trend } = prophet.predict({ ds: secondsOf(values.length + ahead) });
    if (![...yhat.point, ...trend.point].every(Number.isFinite)) throw new RangeError('the fit is not finite');
    return { point: Float64Array.from(yhat.point), trend: Float64Array.from(trend.point) };
  } finally {
    prophet.free();
  }
}

/** `compile.ts` lets Stan start here instead of holding up the import. */
declare global {
  var prophetReady: Promise<void>;
}

parentPort?.on('message', async (job: ProphetJob) => {
  await globalThis.prophetReady;
  parentPort?.postMessage(fitJob(job));
});
