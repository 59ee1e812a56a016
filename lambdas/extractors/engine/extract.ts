import { CompletenessError, InvariantError, RateLimitedError } from '../../contracts/errors.ts';
import { type ExtractInput, type ExtractResult, Slice } from '../../contracts/ingest.ts';
import type { Manifest, Reading } from '../../contracts/manifest.ts';
import { openFaults } from '../../platform/fault-ledger.ts';
import { readDocument } from '../../platform/stored-document.ts';
import type { Deadline } from '../../ports/ports.ts';
import { commit, writtenManifest } from './commit.ts';
import { assertNoDrift, policyOf } from './drift.ts';
import { type Landed, SliceLanding } from './landing.ts';
import type { ExtractPorts } from './ports.ts';
import { forgetProgress, fromTheStart, type Progress, savedProgress, saveProgress } from './progress.ts';
import { assertReadable, countAfter, countBefore, judge, proofOf, shortBy } from './proof.ts';
import { readBulk } from './read-bulk.ts';
import { readPages } from './read-pages.ts';
import { repeatedReading } from './repeats.ts';
import { schemaHash } from './schema-hash.ts';
import { checkScopes, namingScopes } from './scopes.ts';
import { SliceFaults } from './slice-faults.ts';
import { nameOf } from './slice-id.ts';
import type { Stream } from './source.ts';

/** The vendor's count may move while we read; the window is read this often before the slice gives up. */
const READINGS = 3;

/**
 * Reads one slice: pages or bulk → records → landing parts → proof → manifest → watermark. Repeating it is safe: a
 * finished slice answers from its manifest, an unfinished one resumes from its last commit.
 * @throws CompletenessError naming the stream, the vendor's count and ours; then nothing is committed
 * @throws SourceUnavailableError | RateLimitedError | SourceAuthError | SourceContractError depending on the vendor's
 * answer
 */
export async function extractSlice(
  input: ExtractInput,
  ports: ExtractPorts,
  deadline: Deadline,
): Promise<ExtractResult> {
  const { store, source } = ports;
  const slice = await readDocument(store, input.slice_key, Slice);
  if (!slice) throw new InvariantError(`no slice at ${input.slice_key}; was the plan written?`);
  const stream = source.streams.find((one) => one.name === slice.stream);
  if (!stream) throw new InvariantError(`source ${source.name} has no stream ${slice.stream}`);

  const written = await writtenManifest(store, slice);
  if (written) return commit(slice, written, input, ports);

  for (let reading = 1; reading <= READINGS; reading++) {
    const outcome = await readSlice(slice, stream, ports, deadline, reading === READINGS).catch((error: unknown) => {
      throw namingScopes(error, slice, stream);
    });
    if (outcome instanceof RateLimitedError) throw outcome; // progress so far is kept; the machine waits and calls again
    if (outcome === 'paused') return { slice_key: input.slice_key, done: false, rows: 0, quarantined: 0 };
    if (outcome !== 'moved') return commit(slice, outcome, input, ports);
  }
  throw new CompletenessError(
    `${nameOf(slice)}: the vendor's count moved during ${READINGS} readings of ${slice.window.from} to ${slice.window.to}; read it at a quieter time`,
  );
}

async function readSlice(
  slice: Slice,
  stream: Stream,
  ports: ExtractPorts,
  deadline: Deadline,
  isLast: boolean,
): Promise<Manifest | RateLimitedError | 'paused' | 'moved'> {
  const { store, session, clock } = ports;
  const before = (await savedProgress(store, slice)) ?? (await begin(slice, stream, ports));
  const faults = new SliceFaults(slice, await openFaults(store, slice), before.faults, {
    tokens: ports.tokens,
    now: clock.now(),
  });
  const landing = new SliceLanding(slice, stream, ports, before, faults);
  try {
    const read = slice.path === 'bulk' ? readBulk : readPages;
    const position = await read(slice, stream, ports, landing, before, deadline);
    if (position === 'moved') {
      await landing.abandon();
      await forgetProgress(store, slice);
      return 'moved';
    }
    const { content } = landing;
    const repeated = position ? undefined : await repeatedReading(slice, stream, content, store);
    const landed = repeated ? await landing.leave() : await landing.finish(position === undefined);
    if (position) {
      const { closed, ...reached } = position;
      await saveProgress(store, slice, { ...before, ...landed, ...reached });
      return closed ?? 'paused';
    }
    const total = landed.rows + landed.quarantined;
    const counted = await countAfter(stream, slice, session, total);
    const outcome = judge(stream, before.counted, counted, total, isLast);
    if (outcome !== 'proved') await forgetProgress(store, slice);
    if (outcome === 'moved') return 'moved';
    if (outcome === 'short') throw shortBy(slice, counted, landed);
    assertNoDrift(policyOf(ports.connection, stream.name), landed.drift, nameOf(slice));
    assertReadable(slice, landed);
    return manifestOf(
      slice,
      stream,
      landed,
      proofOf(stream, before.counted, counted, total),
      { ...before, content, repeated },
      ports,
      clock.now(),
    );
  } catch (error) {
    await landing.abandon();
    throw error;
  }
}

async function begin(slice: Slice, stream: Stream, { session, clock }: ExtractPorts): Promise<Progress> {
  await checkScopes(slice, stream, session);
  return fromTheStart(await countBefore(stream, slice, session), clock.now());
}

function manifestOf(
  slice: Slice,
  stream: Stream,
  landed: Landed,
  proof: Manifest['proof'],
  {
    started_at,
    content,
    repeated,
  }: Pick<Progress, 'started_at'> & {
    readonly content: string | undefined;
    readonly repeated: Reading | undefined;
  },
  { source, session }: ExtractPorts,
  now: number,
): Manifest {
  const { slice_id, run_id, window, path, connection } = slice;
  return {
    version: 1,
    source: slice.source,
    connection,
    stream: slice.stream,
    slice_id,
    run_id,
    window,
    path,
    api_version: source.apiVersion,
    schema_hash: schemaHash(stream.schema),
    parts: [...landed.parts],
    vault_parts: [...landed.vault_parts],
    rows: repeated ? 0 : landed.rows,
    quarantined: landed.quarantined,
    calls: session.counts.calls,
    throttled: session.counts.throttled,
    proof,
    drift: { ...landed.drift },
    ...(content === undefined ? {} : { content }),
    ...(repeated ? { repeats: { slice_id: repeated.slice_id, rows: landed.rows } } : {}),
    ...(landed.faults ? { faults: landed.faults } : {}),
    started_at,
    finished_at: new Date(now).toISOString(),
  };
}
