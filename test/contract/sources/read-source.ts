import type { World } from '../../../local/world/world.ts';
import { openStage } from '../twins/stage.ts';
import { everything, landed } from './landed.ts';

/** What a twin serves of some streams, as our source lands it: `<source>.<stream>` → records. */
export async function readSource(
  world: World,
  source: string,
  streams: readonly string[],
): Promise<Record<string, unknown[]>> {
  const stage = await openStage(world, source, { streams });
  const given: Record<string, unknown[]> = Object.fromEntries(streams.map((stream) => [`${source}.${stream}`, []]));
  for (const line of await landed(stage, await everything(stage))) {
    const { _stream, record } = JSON.parse(line);
    given[`${source}.${_stream}`]!.push(record);
  }
  return given;
}
