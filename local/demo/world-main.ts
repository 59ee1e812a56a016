// The vendors of a demo, in a process of their own: builds the world, serves it, and ends with its parent.
import { createReplayWorld } from '../replay/replay.ts';
import { startTwins } from '../twins/server.ts';
import { createSyntheticWorld } from '../world/synthetic.ts';
import { writeTruth } from '../world/truth/write.ts';
import type { World } from '../world/world.ts';
import type { TruthRequest, WorldMessage, WorldRequest } from './messages.ts';

/** Sending fails when the parent is gone, which is fine: this process ends too. */
const say = (message: WorldMessage) => process.send?.(message, undefined, undefined, () => {});

/** A world, and a writer of its truth; a replayed world has no truth but the file itself. */
async function make({ world, folder }: WorldRequest): Promise<{ world: World; tellTruth: () => Promise<void> }> {
  if (world.kind === 'replay')
    return { world: await createReplayWorld(world.file, world.options), tellTruth: async () => {} };
  const { size, seed, as_of_day: asOfDay } = world;
  const synthetic = createSyntheticWorld({ size, seed, ...(asOfDay === undefined ? {} : { asOfDay }) });
  return { world: synthetic, tellTruth: () => writeTruth(synthetic, `${folder}/truth`) };
}

async function serve(request: WorldRequest): Promise<void> {
  const { world, tellTruth } = await make(request);
  const { timeScale, faults, folder } = request;
  const { urls } = await startTwins(world, { timeScale, faults, folder: `${folder}/exports` });
  process.on('message', ({ kind }: TruthRequest) => {
    if (kind === 'truth') tellTruth().then(() => say({ kind: 'truth' }), failed);
  });
  say({
    kind: 'ready',
    urls,
    asOf: new Date(world.asOf).toISOString(),
    start: new Date(world.start).toISOString(),
    seed: world.seed,
    notRepresentable: world.notRepresentable,
  });
}

const failed = ({ name, message }: Error) => say({ kind: 'failed', error: name, message });

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {}); // the parent stops this process when it is done
process.once('message', (request) => {
  serve(request as WorldRequest).catch(failed);
});
