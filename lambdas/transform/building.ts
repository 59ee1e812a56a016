import type { Candidate } from '../ports/warehouse.ts';
import type { Compilation } from '../sql/compile.ts';
import type { Model } from '../sql/model.ts';
import type { Fingerprint } from './fingerprint.ts';

/** A model that is built in a run. */
export interface Building {
  readonly model: Model;
  readonly runId: string;
  readonly fullRefresh: boolean;
  readonly candidate: Candidate;
  readonly compilation: Compilation;
  readonly fingerprint: Fingerprint;
}

/** The outcome of a build. */
export interface Built {
  readonly scope: 'all' | 'changed';
  /** False if every row is as it was before. */
  readonly moved: boolean;
}
