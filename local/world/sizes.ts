/** The sizes of worlds. `people` counts buyers, prospects and future arrivals over the whole horizon. */
export const SIZES = {
  tiny: { people: 720, skus: 40, scale: 0.04, locations: 1 },
  small: { people: 18_000, skus: 150, scale: 1, locations: 2 },
  medium: { people: 360_000, skus: 600, scale: 20, locations: 3 },
  large: { people: 3_600_000, skus: 2000, scale: 200, locations: 4 },
} as const;

export type Size = keyof typeof SIZES;
export type Dimensions = (typeof SIZES)[Size];
