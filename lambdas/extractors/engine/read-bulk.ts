import { InvariantError } from '../../contracts/errors.ts';
import type { Slice } from '../../contracts/ingest.ts';
import type { Deadline } from '../../ports/ports.ts';
import { isNearDeadline } from './deadline.ts';
import { KeyChecksum } from './key-checksum.ts';
import type { SliceLanding } from './landing.ts';
import type { ExtractPorts } from './ports.ts';
import type { Position, Progress } from './progress.ts';
import { keyOf } from './record-key.ts';
import { nameOf } from './slice-id.ts';
import type { Stream } from './source.ts';

/**
 * Reads one export of the vendor, or the rest of it.
 * @returns where to resume when time ran out, undefined when everything was read; `moved` when a new export does not
 * begin with the records that the previous one had passed, so that resuming would skip some and duplicate others
 */
export async function readBulk(
  slice: Slice,
  stream: Stream,
  { session, clock }: ExtractPorts,
  landing: SliceLanding,
  from: Progress,
  deadline: Deadline,
): Promise<Position | 'moved' | undefined> {
  if (!session.bulk) throw new InvariantError(`${nameOf(slice)} was planned as a bulk read, but its source has none`);
  const trail = new KeyChecksum();
  const pass = (record: unknown) => trail.add(keyOf(stream, record) ?? '');
  let { skip } = from;
  let isSame = skip === 0;
  for await (const records of session.bulk(stream, slice, skip, pass)) {
    if (!isSame && trail.value !== from.trail) return 'moved';
    isSame = true;
    landing.answered(clock.now());
    for (const record of records) {
      pass(record);
      const busy = landing.add(record);
      if (busy) await busy;
    }
    skip += records.length;
    if (isNearDeadline(deadline)) return { skip, trail: trail.value, recent: [] };
  }
  return isSame || trail.value === from.trail ? undefined : 'moved';
}
