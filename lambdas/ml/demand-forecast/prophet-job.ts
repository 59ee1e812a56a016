/** One series to fit and to continue. Plain data: it travels to a worker. */
export interface ProphetJob {
  /** Day number of `values[0]`. */
  readonly first: number;
  readonly values: Float64Array;
  /** Days to go on after the last value. */
  readonly ahead: number;
  readonly mode: 'additive' | 'multiplicative';
  readonly weekly: boolean;
  /** Fourier order of the yearly season; 0 for none. */
  readonly yearlyOrder: number;
  readonly seasonScale: number;
  readonly changeScale: number;
  readonly events: readonly { readonly name: string; readonly spans: readonly (readonly [number, number])[] }[];
}

/** By day from `first` to the end of the forecast. */
export interface ProphetFit {
  readonly point: Float64Array;
  readonly trend: Float64Array;
}
