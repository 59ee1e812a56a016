// The vendors of a demo, in a process of their own: makes the world, serves it, and ends with whoever started it.
import { createReplayWorld } from '../replay/replay.ts';
import { startTwins } from '../twins/server.ts';
import { createSyntheticWorld } from '../world/synthetic.ts';
import type { WorldMessage, WorldRequest } from './messages.ts';

const say = (message: WorldMessage) => process.send?.(message);

async function serve({ world: asked, folder, timeScale, faults }: WorldRequest): Promise<void> {
  const world =
    asked.kind === 'synthetic'
      ? createSyntheticWorld({ size: asked.size, seed: asked.seed })
      : await createReplayWorld(asked.file, asked.options);
  const { urls } = await startTwins(world, { timeScale, faults, folder: `${folder}/exports` });
  say({
    kind: 'ready',
    urls,
    asOf: new Date(world.asOf).toISOString(),
    start: new Date(world.start).toISOString(),
    seed: world.seed,
    notRepresentable: world.notRepresentable,
  });
}

process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => {}); // the parent ends us when it is done
process.once('message', (request) => {
  serve(request as WorldRequest).catch((error: Error) => {
    say({ kind: 'failed', error: error.name, message: error.message });
  });
});
