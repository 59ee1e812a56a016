import { z } from 'zod';
import { StoredDataError } from '../contracts/errors.ts';
import { IncidentBook } from '../contracts/incident.ts';
import { CURRENT_KEY, cardKey, checksKey, INCIDENTS_KEY, NOT_REPRESENTABLE_KEY, PREFIX } from '../contracts/layout.ts';
import { StreamState } from '../contracts/manifest.ts';
import { Current, ModelCard } from '../contracts/pipeline.ts';
import { Alert, CheckResult, STANDS_IN_A_MART } from '../contracts/quality.ts';
import { FailureRecord, RunRecord } from '../contracts/run-record.ts';
import { NotRepresentable } from '../contracts/stored-kinds.ts';
import { readDocument } from '../platform/stored-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { readOpenFaults } from './open-faults.ts';

/** Number of runs shown. */
const RUNS = 20;

export type Status = Awaited<ReturnType<typeof readStatus>>;

/**
 * Everything status shows, from the JSON documents of a home: it opens no database, so it works beside a running
 * pipeline.
 */
export async function readStatus(store: ObjectStore) {
  const { document, all, newest, damaged } = lenientReader(store);
  const runs = await newest(PREFIX.runs, RunRecord, RUNS);
  const last = runs.find((run) => run.machine === 'pipeline');
  const current = await document(CURRENT_KEY, Current);
  const checks = last ? ((await document(checksKey(last.run_id), z.array(CheckResult))) ?? []) : [];
  const states = await all(PREFIX.states, StreamState);
  const ingests = runs.filter((run) => last?.ingest_runs.includes(run.run_id));
  return {
    last_run: last
      ? {
          run_id: last.run_id,
          outcome: last.outcome,
          published: last.outcome === 'published' || last.outcome === 'degraded',
          reasons: last.reasons,
          version: last.version,
          as_of: last.as_of,
          started_at: last.started_at,
          finished_at: last.finished_at,
        }
      : null,
    served: current
      ? {
          version: current.version,
          run_id: current.run_id,
          published_at: current.published_at,
          marts: Object.keys(current.marts).length,
        }
      : null,
    degraded: current?.degraded ?? [],
    never_read: current?.never_read ?? [],
    fresh_until: current?.fresh_until ?? null,
    runs: runs.map(({ run_id, machine, outcome, source, connection, started_at, finished_at }) => ({
      run_id,
      machine,
      outcome,
      source,
      connection,
      started_at,
      finished_at,
    })),
    slices: ingests.flatMap((run) => run.slices),
    failures: last
      ? runs.filter((run) => run === last || ingests.includes(run)).flatMap((run) => run.failures)
      : (await all(PREFIX.failures, FailureRecord)).slice(-RUNS),
    watermarks: states.map(({ source, connection, stream, watermark, windows }) => ({
      source,
      connection,
      stream,
      watermark,
      gaps: Math.max(0, windows.length - 1),
    })),
    checks,
    unmodelled: unmodelledOf(checks),
    /** Documents that cannot be read, with the reason; their content is missing here. */
    damaged,
    incidents: (await document(INCIDENTS_KEY, IncidentBook))?.open ?? [],
    faults: await readOpenFaults(store, (_, key, schema) => document(key, schema)),
    alerts: await newest(PREFIX.alerts, Alert, 50),
    models: await models(document, current),
    not_representable: ((await document(NOT_REPRESENTABLE_KEY, NotRepresentable)) ?? []).map((one) => ({
      ...one,
      amount: exact(one.amount),
    })),
  };
}

/** Data that is read but in no mart, by account, as reported by the last run's check. */
const unmodelledOf = (checks: readonly CheckResult[]): string[] =>
  checks.filter((one) => one.check === STANDS_IN_A_MART && one.outcome === 'fail').map(({ message }) => message);

/** A decimal text as a JSON number with the same digits. */
const exact = (text: string): number => (JSON as unknown as { rawJSON(text: string): number }).rawJSON(text);

async function models(document: Read, current: Current | undefined) {
  const cards: ModelCard[] = [];
  for (const key of Object.values(current?.models ?? {})) {
    const card = await document(cardKey(key), ModelCard);
    if (card) cards.push(card);
  }
  return cards.map(({ name, key, kind, as_of, metrics, baseline, promoted, notice }) => ({
    name,
    key,
    kind,
    as_of,
    metrics,
    baseline,
    promoted,
    notice,
  }));
}

type Read = <T extends z.ZodType>(key: string, schema: T) => Promise<z.output<T> | undefined>;

/** Reads what it can and collects the errors of the rest: a damaged document hides only itself. */
function lenientReader(store: ObjectStore) {
  const damaged: string[] = [];
  const document: Read = async (key, schema) => {
    try {
      return await readDocument(store, key, schema);
    } catch (error) {
      if (!(error instanceof StoredDataError)) throw error;
      damaged.push(error.message);
      return undefined;
    }
  };
  const read = async <T extends z.ZodType>(keys: readonly string[], schema: T) => {
    const found: z.output<T>[] = [];
    for (const key of keys) {
      const one = await document(key, schema);
      if (one !== undefined) found.push(one);
    }
    return found;
  };
  const keysOf = async (prefix: string) => {
    const keys: string[] = [];
    for await (const { key } of store.list(prefix)) keys.push(key);
    return keys;
  };
  return {
    document,
    damaged,
    all: async <T extends z.ZodType>(prefix: string, schema: T) => read(await keysOf(prefix), schema),
    /** Keys begin with sortable ids: the last ones are the newest. */
    newest: async <T extends z.ZodType>(prefix: string, schema: T, count: number) =>
      read((await keysOf(prefix)).slice(-count).reverse(), schema),
  };
}
