// The open faults of one stream, carried from slice to slice.

import { causeOf } from '../contracts/fault-groups.ts';
import type { StreamRef, Window } from '../contracts/ingest.ts';
import { PREFIX, streamFaultsKey } from '../contracts/layout.ts';
import { FAULTS_NAMED, FaultLedger, type FaultReport, faultId, type RecordFault } from '../contracts/record-fault.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import { amendDocument } from './amend-document.ts';
import { judgeDocument, readDocument } from './stored-document.ts';

export async function openFaults(store: ObjectStore, ref: StreamRef): Promise<readonly RecordFault[]> {
  return (await readDocument(store, streamFaultsKey(ref), FaultLedger))?.faults ?? [];
}

/** Quarantined records of all streams, as read. A damaged ledger explains nothing; the doctor names it. */
export async function quarantinedRecords(store: ObjectStore): Promise<readonly RecordFault[]> {
  const found: RecordFault[] = [];
  for await (const { key } of store.list(PREFIX.readingFaults)) {
    const object = await store.get(key);
    const judged = object && judgeDocument(key, object.body, FaultLedger);
    if (judged && 'document' in judged) found.push(...judged.document.faults);
  }
  return found.filter(({ effect }) => effect === 'quarantined');
}

/**
 * Closes the faults a slice healed and adds those it met, by compare-and-swap; a known fault keeps the day it was first
 * met. Safe to repeat.
 */
export function commitFaults(store: ObjectStore, ref: StreamRef, report: FaultReport, window: Window): Promise<void> {
  const keys = new Set(report.seen_keys);
  const files = new Set(report.seen_files);
  const isOver = (fault: RecordFault) =>
    (fault.key !== null && keys.has(fault.key)) ||
    (fault.file === null ? isInside(fault.window, window) : files.has(fault.file));
  return amendLedger(store, ref, (faults) => faults.filter((fault) => !isOver(fault)), report.found, report.total);
}

/** @param total of `found`, including those that are not named */
export async function amendLedger(
  store: ObjectStore,
  ref: StreamRef,
  left: (faults: readonly RecordFault[]) => readonly RecordFault[],
  found: readonly RecordFault[],
  total = found.length,
): Promise<void> {
  await amendDocument(store, streamFaultsKey(ref), FaultLedger, (before) =>
    before || found.length > 0 ? merged(before, left(before?.faults ?? []), found, total) : undefined,
  );
}

function merged(
  before: FaultLedger | undefined,
  left: readonly RecordFault[],
  found: readonly RecordFault[],
  total: number,
): FaultLedger {
  const known = before?.faults ?? [];
  const byId = new Map(known.map((fault) => [faultId(fault), fault]));
  const all = new Map(left.map((fault) => [faultId(fault), fault]));
  for (const fault of found) {
    const earlier = byId.get(faultId(fault)) ?? known.find((one) => isSame(one, fault));
    const met = earlier ? { run_id: earlier.run_id, since: earlier.since, met_at: metAt(earlier, fault) } : {};
    all.set(faultId(fault), { ...fault, ...met });
  }
  // Quarantined records rank before nulled fields.
  const faults = [...all.values()].sort((a, b) => Number(a.effect === 'nulled') - Number(b.effect === 'nulled'));
  // Unnamed faults cannot be healed one by one: they stay open while a named one is open, and are never counted twice.
  const unnamedBefore = left.length > 0 ? before!.total - before!.faults.length : 0;
  const unnamed = Math.max(unnamedBefore, total - found.length, faults.length - FAULTS_NAMED);
  const named = faults.slice(0, FAULTS_NAMED);
  return { version: 1, faults: named, total: named.length + Math.max(0, unnamed) };
}

/** Records without a key cannot be told apart: one met in a longer window is the one met inside it. */
const isSame = (earlier: RecordFault, fault: RecordFault): boolean =>
  [earlier, fault].every(({ key, file }) => key === null && file === null) &&
  causeOf(earlier) === causeOf(fault) &&
  fault.window !== undefined &&
  isInside(earlier.window, fault.window);

/** A slice that is committed twice has met its faults once. */
const metAt = ({ since, met_at }: RecordFault, { since: now }: RecordFault): string | undefined =>
  now === since ? met_at : now;

function isInside(inner: Window | undefined, outer: Window): boolean {
  if (!inner) return false;
  return Date.parse(inner.from) >= Date.parse(outer.from) && Date.parse(inner.to) <= Date.parse(outer.to);
}
