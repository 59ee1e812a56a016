import { join } from 'node:path';
import { folderFailureQueue } from '../../lambdas/adapters/filesystem/failure-queue.ts';
import { readTokenKey } from '../../lambdas/extractors/engine/token-key.ts';
import { checkConnections } from '../connections.ts';
import { type Home, lockHome, openHome } from '../home.ts';
import { openOrigin } from '../origin.ts';
import { realRound } from '../run-ids.ts';
import { openRuntime, projectRoot } from '../runtime.ts';
import { runStateMachine } from '../state-machine.ts';
import { type Redriven, redrive, redriveText } from './redrive.ts';

/** Reads the failed slices of one machine again and says so; the next start builds on what came. */
export async function redriveCommand(home: Home): Promise<number> {
  process.stdout.write(redriveText(await redriveHome(home)));
  return 0;
}

async function redriveHome(home: Home): Promise<Redriven[]> {
  const release = lockHome(home);
  const closers: (() => Promise<void> | void)[] = [release];
  try {
    const origin = await openOrigin(home, await openHome(home, undefined), {});
    closers.push(origin.close);
    const runtime = await openRuntime({
      home,
      connections: await checkConnections(origin.config, origin.secrets),
      tokenKey: await readTokenKey(origin.secrets),
      landingClock: origin.landingClock,
      vendorClock: origin.vendorClock,
      tell: (line) => process.stdout.write(`  ${line}\n`),
    });
    closers.push(() => runtime.warehouse.close());
    const asOf = origin.asOf();
    const ingest = join(projectRoot, 'statemachines/ingest.asl.json');
    return await redrive({
      queue: folderFailureQueue(runtime.store),
      store: runtime.store,
      asOf,
      runId: realRound(Date.parse(asOf)).ingest,
      ingest: async (input) => void (await runStateMachine(ingest, { ...input }, runtime.functions, origin)),
    });
  } finally {
    for (const close of closers.reverse()) await close();
  }
}
