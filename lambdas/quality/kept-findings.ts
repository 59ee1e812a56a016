// A check finds the same again while nothing beneath it has changed, so its findings are kept inside the candidate, beside
// the record of builds: a discarded run forgets them.

import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CheckResult } from '../contracts/quality.ts';
import { RecordFault } from '../contracts/record-fault.ts';
import { STATE } from '../contracts/state-tables.ts';
import { readBuilds } from '../platform/builds.ts';
import type { Candidate } from '../ports/warehouse.ts';
import type { Compilation } from '../sql/compile.ts';
import { compileStatement } from '../sql/compile-statement.ts';
import { tablesBeneath } from '../sql/lineage.ts';
import type { Model } from '../sql/model.ts';
import type { FoundFaults } from './record-faults.ts';
import type { ValidationResult } from './scan-table.ts';

/** The results of a check, or of all checks of a table. */
export interface Findings extends FoundFaults {
  readonly validations: readonly ValidationResult[];
}

const Findings = z.object({
  validations: z.array(CheckResult.omit({ run_id: true })),
  faults: z.array(RecordFault.omit({ run_id: true, since: true })),
  total: z.number(),
});

/** The thing that is judged, and all that its findings depend on. */
export interface Subject {
  /** Names the check, or the table. */
  readonly name: string;
  /** Everything but rows: statements, limits, days. */
  readonly text: unknown;
  /** The models whose rows are looked at. */
  readonly over: readonly Model[];
}

export interface KeptFindings {
  /** The findings of the last run if nothing beneath the subject has changed since, else those of `find`. */
  of(subject: Subject, find: () => Promise<Findings>): Promise<Findings>;
  /** Replaces what is kept with the findings of this run. */
  keep(): Promise<void>;
}

const COLUMNS = ['subject', 'signature', 'findings'] as const;
type Kept = Readonly<Record<(typeof COLUMNS)[number], string>>;

export async function keptFindings(candidate: Candidate, compilation: Compilation): Promise<KeptFindings> {
  const read = await candidate.rowsOf<Kept>(STATE.findings, { columns: COLUMNS, order: [] });
  const before = new Map(read.map((one) => [one.subject, one]));
  const stateOf = await statesOf(candidate, compilation);
  const kept = new Map<string, Kept>();

  return {
    async of({ name: subject, text, over }, find) {
      const states = over.flatMap((model) => tables(model, compilation)).map(stateOf);
      if (states.includes(undefined)) return find();
      const signature = createHash('sha256')
        .update(JSON.stringify([text, states]))
        .digest('hex')
        .slice(0, 32);
      const known = before.get(subject);
      const isAtRest = states.every((state) => state!.moved_by !== candidate.runId);
      if (isAtRest && known?.signature === signature) {
        kept.set(subject, known);
        return Findings.parse(JSON.parse(known.findings));
      }
      const found = await find();
      kept.set(subject, { subject, signature, findings: JSON.stringify(found) });
      return found;
    },
    async keep() {
      const columns = COLUMNS.map((name) => ({ name, type: 'varchar' }));
      const rows = [...kept.values()].map((one) => COLUMNS.map((name) => one[name]));
      await candidate.writeTable(STATE.findings, columns, rows);
    },
  };
}

const tables = (model: Model, { library }: Compilation): readonly Model[] =>
  model.header.materialize === 'view' ? tablesBeneath(model, library) : [model];

interface State {
  readonly model: string;
  readonly fingerprint: string;
  readonly clock: string;
  readonly moved_by: string;
  /** A file all of whose rows are left out moves no row, and is one more. */
  readonly files: number;
}

/** Model → the state of its rows; undefined for rows that no build notes. */
async function statesOf(candidate: Candidate, compilation: Compilation): Promise<(model: Model) => State | undefined> {
  const builds = await readBuilds(candidate);
  const read = await candidate.query<{ model: string; files: number }>(compileStatement('files_read', {}, compilation));
  const files = new Map(read.map((one) => [one.model, Number(one.files)]));
  return ({ name: model }) => {
    const build = builds.get(model);
    if (!build) return undefined;
    const { fingerprint, clock, moved_by } = build;
    return { model, fingerprint, clock, moved_by, files: files.get(model) ?? 0 };
  };
}
