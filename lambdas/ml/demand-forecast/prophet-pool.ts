import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { ProphetFit, ProphetJob } from './prophet-job.ts';
import { PROPHET_PROGRAM } from './prophet-worker.generated.ts';
import { wasmModules } from './wasm.ts';

const MOST_WORKERS = 2;

/** Fits all of these, in any order; results stand in the order of the jobs, null where a series cannot be fitted. */
export type FitAll = (jobs: readonly ProphetJob[]) => Promise<readonly (ProphetFit | null)[]>;

/**
 * Starts workers, hands them to `use`, and ends them whatever happens.
 * @throws whatever a worker threw
 */
export async function withProphet<T>(use: (fitAll: FitAll) => Promise<T>): Promise<T> {
  const workerData = await wasmModules();
  const count = Math.min(MOST_WORKERS, availableParallelism());
  const workers = Array.from(
    { length: count },
    // Stan prints what it tries; what matters comes as a message or an error.
    () => new Worker(PROPHET_PROGRAM, { eval: true, execArgv: [], workerData, stdout: true, stderr: true }),
  );
  const failed = new Promise<never>((_, reject) => {
    for (const worker of workers) {
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`a Prophet worker ended early with exit code ${code}`)));
    }
  });
  failed.catch(() => {});
  try {
    return await use((jobs) => Promise.race([fitAll(workers, jobs), failed]));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

/** Each worker takes the next job when it has finished one. */
async function fitAll(
  workers: readonly Worker[],
  jobs: readonly ProphetJob[],
): Promise<readonly (ProphetFit | null)[]> {
  const fits = new Array<ProphetFit | null>(jobs.length);
  let next = 0;
  const work = async (worker: Worker) => {
    while (next < jobs.length) {
      const at = next++;
      fits[at] = await ask(worker, jobs[at]!);
    }
  };
  await Promise.all(workers.map(work));
  return fits;
}

const ask = (worker: Worker, job: ProphetJob) =>
  new Promise<ProphetFit | null>((resolve) => {
    worker.once('message', resolve);
    worker.postMessage(job);
  });
