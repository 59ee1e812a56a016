import type { Incident } from './incident.ts';
import type { StreamState } from './manifest.ts';
import type { ModelCard } from './pipeline.ts';
import type { Alert, CheckResult } from './quality.ts';
import type { RecordFault } from './record-fault.ts';
import type { RunRecord } from './run-record.ts';

/**
 * `status.json`: outcome of the last runs, from the JSON documents of a home or a bucket. Types only: the web app
 * bundles none of it.
 */
export interface StatusDocument {
  readonly last_run: {
    readonly run_id: string;
    readonly outcome: RunRecord['outcome'];
    /** Also set when it is degraded. */
    readonly published: boolean;
    /** Why it is not good. */
    readonly reasons: readonly string[];
    readonly version: string | null;
    readonly as_of: string;
    readonly started_at: string;
    readonly finished_at: string;
  } | null;
  readonly served: {
    readonly version: string;
    readonly run_id: string;
    readonly published_at: string;
    readonly marts: number;
  } | null;
  readonly degraded: readonly string[];
  /** Served marts of which no source was ever read. */
  readonly never_read: readonly string[];
  /** When the served data stops being as fresh as promised, by the reader's clock. */
  readonly fresh_until: string | null;
  /** Newest first. */
  readonly runs: readonly Pick<
    RunRecord,
    'run_id' | 'machine' | 'outcome' | 'source' | 'connection' | 'started_at' | 'finished_at'
  >[];
  readonly slices: RunRecord['slices'];
  readonly failures: RunRecord['failures'];
  readonly watermarks: readonly (Pick<StreamState, 'source' | 'connection' | 'stream' | 'watermark'> & {
    readonly gaps: number;
  })[];
  readonly checks: readonly CheckResult[];
  readonly alerts: readonly Alert[];
  /** Data that is read but in no mart yet, one sentence per vendor. */
  readonly unmodelled: readonly string[];
  /** All open incidents, oldest first. */
  readonly incidents: readonly Incident[];
  /** Quarantined records and nulled fields of every run, until a good reading heals them. */
  readonly faults: { readonly faults: readonly RecordFault[]; readonly total: number };
  readonly models: readonly Pick<
    ModelCard,
    'name' | 'key' | 'kind' | 'as_of' | 'metrics' | 'baseline' | 'promoted' | 'notice'
  >[];
  readonly not_representable: readonly {
    readonly reason: string;
    readonly month: string;
    readonly rows: number;
    /** Invoices that are in no mart, each counted under one reason. */
    readonly invoices: number;
    readonly amount: number;
  }[];
}
