import type { LandedFile } from '../../../lambdas/contracts/manifest.ts';
import type { Candidate, Warehouse } from '../../../lambdas/ports/warehouse.ts';

/** An empty warehouse, and a way to land a file for it; `lines` are whole envelopes. */
export interface Landed {
  readonly warehouse: Warehouse;
  land(key: string, lines: readonly string[]): Promise<LandedFile>;
  /** Rows of a large table: as many as its engine takes in a second or two. */
  readonly many: number;
  /** What is left to say of it when its promise was kept. */
  finish?(): void;
}

export interface Promised {
  readonly name: string;
  /** @param landed migrated, with the stream `demo.things` */
  prove(landed: Landed): Promise<void>;
}

/** In a candidate that is forgotten. */
export const inCandidate = (name: string, prove: (candidate: Candidate) => Promise<void>): Promised => ({
  name,
  prove: async ({ warehouse }) => {
    const candidate = await warehouse.beginCandidate('run-1');
    await prove(candidate);
    await candidate.discard();
  },
});

export const STREAM = { source: 'demo', stream: 'things' };
