import { z } from 'zod';
import { causeOf } from '../contracts/fault-groups.ts';
import { CURRENT_KEY, checksKey, failurePrefix, runKey } from '../contracts/layout.ts';
import { type AlertsInput, type AlertsResult, Current } from '../contracts/pipeline.ts';
import { CheckResult } from '../contracts/quality.ts';
import type { RecordFault } from '../contracts/record-fault.ts';
import { FailureRecord, RunRecord } from '../contracts/run-record.ts';
import { readDocument } from '../platform/stored-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Clock, Notifier } from '../ports/ports.ts';
import type { SqlLibrary } from '../sql/library.ts';
import {
  checkFailed,
  connectionLate,
  connectionNotRead,
  type Found,
  JUDGED,
  recordsLeftOut,
  runFailed,
} from './compose.ts';
import { keepIncidents } from './incidents.ts';
import { owners } from './owners.ts';
import { byRootCause } from './root-cause.ts';

export interface AlertPorts {
  readonly store: ObjectStore;
  readonly notifier: Notifier;
  readonly clock: Clock;
  /** Owner and parents of a table. */
  readonly library: SqlLibrary;
  /** Quarantined records and nulled fields of all runs. */
  readonly openFaults: () => Promise<readonly RecordFault[]>;
  readonly runbookUrl: string;
}

/**
 * Alerts people to problems of this run and to those that are over: failed checks, connections not read or late,
 * rejected records, failed machines. A reported problem stays open as an incident and is not sent again. Notes stay in
 * status.
 */
export async function sendAlerts(input: AlertsInput, ports: AlertPorts): Promise<AlertsResult> {
  const { store, clock, notifier, runbookUrl } = ports;
  const looked = new Set<string>([JUDGED.faults, JUDGED.freshness]);
  const found = [
    ...(await ofChecks(input, ports, looked)),
    ...(await ofConnections(input, ports, looked)),
    ...(await ofRecords(ports)),
    ...(await ofPipeline(input, ports, looked)),
  ];
  const judgement = {
    runId: input.run_id,
    at: new Date(clock.now()).toISOString(),
    found,
    looked,
    runbook: (rule: string) => `${runbookUrl}#${rule}`,
  };
  const { open, told } = await keepIncidents(judgement, store, (alert) => notifier.send(alert));
  return { alerts: told, fingerprints: open.map((one) => one.fingerprint) };
}

async function ofChecks(input: AlertsInput, { store, library }: AlertPorts, looked: Set<string>): Promise<Found[]> {
  const results = await readDocument(store, checksKey(input.run_id), z.array(CheckResult));
  if (!results) return [];
  looked.add(JUDGED.checks);
  const failed = results.filter((one) => one.outcome === 'fail' && one.severity !== 'note');
  const { ownerOf, parentsOf } = owners(library);
  const published =
    input.outcome === 'published' ? ((await readDocument(store, CURRENT_KEY, Current)) ?? { held: {} }) : undefined;
  return byRootCause(failed, parentsOf).map((group) => checkFailed(group, ownerOf(group.check.table), published));
}

async function ofConnections(
  input: AlertsInput,
  { store, library }: AlertPorts,
  looked: Set<string>,
): Promise<Found[]> {
  const { ownerOfSource } = owners(library);
  const found: Found[] = [];
  const told = new Set<string>();
  for (const runId of input.ingest_runs) {
    const run = await readDocument(store, runKey(runId), RunRecord);
    if (run) {
      const name = `${run.source}/${run.connection}`;
      looked.add(JUDGED.connection(run.source ?? 'unknown', run.connection ?? 'unknown'));
      if (run.outcome !== 'ok') told.add(name);
      found.push(...connectionNotRead(run, ownerOfSource(run.source ?? '')));
    }
    const whose = run ? `${run.source}/${run.connection}` : connectionOf(runId);
    looked.add(JUDGED.machine(whose));
    found.push(...(await machineFailures(runId, whose, store)));
  }
  const late = input.degraded.filter(({ source, connection }) => !told.has(`${source}/${connection}`));
  return [...found, ...late.map((one) => connectionLate(one, ownerOfSource(one.source)))];
}

/** The id of an ingest run ends with source and connection: `…-shopify-main`. */
const connectionOf = (runId: string) =>
  runId
    .match(/-([a-z]\w*)-([a-z]\w*)$/)
    ?.slice(1)
    .join('/') ?? runId;

async function ofRecords({ openFaults, library }: AlertPorts): Promise<Found[]> {
  const { ownerOfSource } = owners(library);
  const groups = Map.groupBy(await openFaults(), causeOf);
  return [...groups.values()].map((faults) => recordsLeftOut(faults, ownerOfSource(faults[0]!.source)));
}

async function ofPipeline(input: AlertsInput, { store }: AlertPorts, looked: Set<string>): Promise<Found[]> {
  looked.add(JUDGED.machine('pipeline'));
  return machineFailures(input.run_id, 'pipeline', store);
}

/** Failures are read where they were recorded: a run that broke early left no run record. */
async function machineFailures(runId: string, of: string, store: ObjectStore): Promise<Found[]> {
  const found: Found[] = [];
  for await (const { key } of store.list(failurePrefix(runId))) {
    const failure = await readDocument(store, key, FailureRecord);
    if (failure && failure.slice_key === null) found.push(runFailed(failure, of));
  }
  return found;
}
