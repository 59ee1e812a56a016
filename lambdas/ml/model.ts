import type { ModelMeasure } from '../contracts/pipeline.ts';
import type { Candidate, Value } from '../ports/warehouse.ts';
import type { BundleFile } from './bundle.ts';

/** Figures of one way of predicting, measured on a period after the one it learned from. Finite numbers only. */
export type Metrics = Readonly<Record<string, number>>;

/** Columns common to all features tables; a model adds its own. */
export interface Features {
  /** SHA-256 of everything that was read: equal features, equal hash. */
  readonly hash: string;
  readonly rows: number;
  /** ISO-8601 UTC: what counts as now. */
  readonly asOf: string;
}

/** A figure that decides, and which way is better. */
export interface Criterion {
  readonly metric: string;
  readonly better: 'lower' | 'higher';
  /** Of a guard: so much of the baseline's figure may be lost, because less than that is chance; nothing when left out. */
  readonly within?: number;
}

/** One way of predicting: a baseline, or what is to beat it. A model file is text and says nothing of when it was made. */
export interface Algorithm<Data extends Features> {
  /** Names the file's form in its card; a file is scored by the algorithm of its kind. */
  readonly kind: string;
  /** As people call it. */
  readonly label: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  /** Learns from all but the later period. Same data, same text. */
  fit(data: Data): Promise<string>;
  /** How well a file of this kind does in the later period; empty when there is nothing to measure. */
  measure(file: string, data: Data): Promise<Metrics>;
  /** Rows of the score table, in the order of its columns. */
  score(file: string, data: Data, modelKey: string): Promise<Iterable<readonly Value[]>>;
}

/**
 * A model that learns: features table → train → measure on a later period against baseline and champion → register → score.
 * Everything that follows (files, cards, promotion, reuse of an equal training) is the same for all.
 */
export interface MlModel<Data extends Features> {
  readonly name: string;
  /** As people call it. */
  readonly title: string;
  readonly task: 'binary' | 'regression' | 'series' | 'ranking' | 'none';
  /** The model of `sql/models/` that its scores fill; the header says the columns. */
  readonly table: string;
  /** Figures that people are shown, in this order. */
  readonly measures: readonly ModelMeasure[];
  /** Changed by hand whenever the same features would give another file; an equal training is reused. */
  readonly codeVersion: string;
  readonly seed: number;
  /** Files its bundle needs besides its code: no model carries the files of another. */
  readonly bundle: { readonly files: readonly BundleFile[] };
  readonly features: readonly string[];
  /**
   * The primary metric first: the value of the decision taken on the scores; the others guard it. A challenger serves when it is better
   * than every baseline in the first and worse than none in the others.
   */
  readonly primaryMetric: readonly [Criterion, ...Criterion[]];
  /** Written into the card, for those who act on scores. */
  readonly thresholds: Readonly<Record<string, number>>;
  read(candidate: Candidate, asOf: string): Promise<Data>;
  /** Why there is too little to learn from, or null. Then the baseline serves. */
  insufficientData(data: Data): string | null;
  /** Warning for users that the serving file's measures require, or null. */
  caution(metrics: Metrics): string | null;
  /** Simple rules that have to be beaten, each a strong one. The first can be made from any data, none included. */
  readonly baselines: readonly [Algorithm<Data>, ...Algorithm<Data>[]];
  readonly challenger: Algorithm<Data>;
}
