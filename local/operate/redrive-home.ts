import { join } from 'node:path';
import { folderFailureQueue } from '../../lambdas/adapters/filesystem/failure-queue.ts';
import type { Home } from '../home.ts';
import { withHome } from '../opened-home.ts';
import { realRound } from '../run-ids.ts';
import { projectRoot } from '../runtime.ts';
import { runStateMachine } from '../state-machine.ts';
import { redrive, redriveText } from './redrive.ts';

/** Reads the failed slices of a home again and reports the result; the next start builds on it. */
export async function redriveCommand(home: Home): Promise<number> {
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const redriven = await withHome(home, undefined, say, ({ origin, runtime }) => {
    const asOf = origin.asOf();
    const ingest = join(projectRoot, 'statemachines/ingest.asl.json');
    return redrive({
      queue: folderFailureQueue(runtime.store),
      store: runtime.store,
      asOf,
      runId: realRound(Date.parse(asOf)).ingest,
      ingest: async (input) => void (await runStateMachine(ingest, { ...input }, runtime.functions, origin)),
    });
  });
  process.stdout.write(redriveText(redriven));
  return 0;
}
