// All remaining damaged documents: rebuilt when another source holds the same facts, set aside when they are history.

import { PlanResult, Slice } from '../../lambdas/contracts/ingest.ts';
import { CURRENT_KEY, PREFIX, pendingKey, runKey } from '../../lambdas/contracts/layout.ts';
import { Manifest } from '../../lambdas/contracts/manifest.ts';
import { Current } from '../../lambdas/contracts/pipeline.ts';
import { LatestIngest, RunRecord } from '../../lambdas/contracts/run-record.ts';
import type { PendingLoad } from '../../lambdas/contracts/stored-kinds.ts';
import { kindOf } from '../../lambdas/contracts/stored-kinds.ts';
import { sources } from '../../lambdas/extractors/sources/index.ts';
import { finishIngest } from '../../lambdas/runs/finish-ingest.ts';
import type { Damage, Examined } from './damage.ts';
import type { DamagedDocument, Documents } from './documents.ts';
import { setAside } from './set-aside.ts';

/** @param told damage already reported by other examinations */
export function examineLeftovers(documents: Documents, examined: Examined, told: ReadonlySet<string>): Damage[] {
  const gone: DamagedDocument[] = missingRuns(documents).map((key) => ({
    ...{ key, wrong: 'it is missing' },
    kind: kindOf(key)!,
  }));
  return [...documents.damaged, ...gone]
    .filter(({ key }) => !told.has(key))
    .map((one): Damage => {
      const again = rebuild(one.key, documents, examined);
      const { rebuiltFrom, otherwise, blocks } = one.kind;
      return {
        about: one.key,
        wrong: one.wrong,
        wayOut: again && rebuiltFrom ? `rebuilt from ${rebuiltFrom}` : otherwise,
        blocks,
        mend: async () => {
          await setAside(examined.home, one.key);
          await again?.();
          return again ? 'rebuilt' : `set aside: ${otherwise}`;
        },
      };
    });
}

/** Runs named elsewhere whose plan can be reconstructed. */
function missingRuns(documents: Documents): string[] {
  const named = [
    ...documents.of(PREFIX.latestIngests, LatestIngest).map(({ document }) => document.run_id),
    ...documents.of(PREFIX.runs, RunRecord).flatMap(({ document }) => document.ingest_runs),
    ...(documents.get(CURRENT_KEY, Current)?.run_id ?? []),
  ];
  const current = documents.get(CURRENT_KEY, Current);
  if (current) named.push(current.run_id);
  return [...new Set(named)]
    .map((run) => runKey(run))
    .filter((key) => !documents.has(key) && rebuildableRun(key, documents));
}

const runOf = (key: string) => key.slice(key.lastIndexOf('/') + 1, -'.json'.length);

const plansOf = (run: string, documents: Documents) => documents.of(`${PREFIX.plans}${run}/`, PlanResult);

function publishedBy(run: string, documents: Documents): Current | undefined {
  return documents.of(PREFIX.published, Current).find(({ document }) => document?.run_id === run)?.document;
}

const rebuildableRun = (key: string, documents: Documents) =>
  plansOf(runOf(key), documents).length > 0 || publishedBy(runOf(key), documents) !== undefined;

function rebuild(key: string, documents: Documents, { store }: Examined): (() => Promise<unknown>) | undefined {
  if (key.startsWith(PREFIX.runs)) return rebuildRun(runOf(key), documents, store);
  if (key.startsWith(PREFIX.slices)) return rebuildSlice(key, documents, store);
  if (key.startsWith(PREFIX.plans)) return rebuildPlan(key, documents, store);
  if (key.startsWith(PREFIX.pending)) {
    const found = documents.of(PREFIX.manifests, Manifest).find(({ document }) => pendingKey(document) === key);
    const note: PendingLoad | undefined = found && { manifest_key: found.key };
    return note && (() => store.put(key, JSON.stringify(note)));
  }
  return undefined;
}

function rebuildRun(run_id: string, documents: Documents, store: Examined['store']) {
  const [plan] = plansOf(run_id, documents);
  const slice = documents.of(`${PREFIX.slices}${run_id}/`, Slice)[0]?.document;
  const manifests = documents.of(PREFIX.manifests, Manifest).filter(({ document }) => document.run_id === run_id);
  const started = manifests.map(({ document }) => document.started_at).sort()[0];
  if (plan && slice) {
    const { source, connection } = slice;
    const as_of = started ?? slice.window.to;
    return () =>
      finishIngest(
        { run_id, source, connection, as_of, plan_key: plan.key, started_at: started ?? as_of },
        { store, clock: { now: () => Date.parse(started ?? as_of), sleep: async () => {} } },
      );
  }
  const published = publishedBy(run_id, documents);
  if (!published) return undefined;
  const round = run_id.replace(/-pipeline$/, '');
  const record: RunRecord = {
    ...{ run_id, machine: 'pipeline', as_of: published.as_of, started_at: published.published_at },
    finished_at: published.published_at,
    outcome: published.degraded.length > 0 ? 'degraded' : 'published',
    reasons: published.degraded,
    ...{ source: null, connection: null, slices: [], failures: [] },
    ingest_runs: documents
      .of(PREFIX.runs, RunRecord)
      .flatMap(({ document }) =>
        document.machine === 'ingest' && document.run_id.startsWith(`${round}-`) ? document.run_id : [],
      ),
    version: published.version,
    held: published.held,
  };
  return () => store.put(runKey(run_id), JSON.stringify(record));
}

function rebuildSlice(key: string, documents: Documents, store: Examined['store']) {
  const [run_id, id] = [key.split('/')[2]!, runOf(key)];
  const manifest = documents
    .of(PREFIX.manifests, Manifest)
    .find(({ document }) => document.run_id === run_id && document.slice_id === id)?.document;
  const record = documents.get(runKey(run_id), RunRecord)?.slices.find((one) => one.slice_id === id);
  const from = manifest ?? record;
  if (!from) return undefined;
  const { source, connection, stream, window, path } = from;
  const slice: Slice = { source, connection, stream, slice_id: id, run_id, window, path, purpose: 'sync' };
  return () => store.put(key, JSON.stringify(slice));
}

function rebuildPlan(key: string, documents: Documents, store: Examined['store']) {
  const declared = sources.flatMap(({ name, streams }) => streams.map((stream) => `${name}.${stream.name}`));
  const rank = ({ source, stream }: Slice) => declared.indexOf(`${source}.${stream}`);
  // In the order of a plan: stream by stream as declared, each from its beginning.
  const slices = documents
    .of(`${PREFIX.slices}${key.split('/')[2]}/`, Slice)
    .toSorted(
      ({ document: a }, { document: b }) => rank(a) - rank(b) || Date.parse(a.window.from) - Date.parse(b.window.from),
    );
  const [first] = slices;
  if (!first) return undefined;
  const plan: PlanResult = {
    plan_key: key,
    slice_keys: slices.map((one) => one.key),
    max_parallel: sources.find(({ name }) => name === first.document.source)?.maxParallel ?? 1,
  };
  return () => store.put(key, JSON.stringify(plan));
}
