/** In XGBoost's words and with its defaults, except `rounds`. */
export interface Parameters {
  readonly rounds: number;
  readonly depth: number;
  readonly eta: number;
  readonly lambda: number;
  readonly gamma: number;
  readonly minChildWeight: number;
  /** Bins of a feature, at most 256; one of them is for missing values, one is kept free. */
  readonly maxBin: number;
  readonly seed: number;
}

const DEFAULTS: Parameters = {
  rounds: 200,
  depth: 6,
  eta: 0.3,
  lambda: 1,
  gamma: 0,
  minChildWeight: 1,
  maxBin: 256,
  seed: 0,
};

const BOUNDS: Readonly<Record<keyof Parameters, readonly [least: number, most: number]>> = {
  rounds: [0, 100_000],
  depth: [1, 12],
  eta: [1e-6, 1],
  lambda: [0, 1e9],
  gamma: [0, 1e9],
  minChildWeight: [0, 1e9],
  maxBin: [2, 256],
  seed: [0, 2 ** 31],
};

/** @throws RangeError that names the parameter, the value seen and the bounds */
export function completeParameters(given: Partial<Parameters>): Parameters {
  const all = { ...DEFAULTS, ...given };
  for (const [name, [least, most]] of Object.entries(BOUNDS)) {
    const value = all[name as keyof Parameters];
    if (!(value >= least && value <= most))
      throw new RangeError(`parameter ${name} is ${value}; expected ${least} to ${most}`);
  }
  return all;
}
