import type { OrderLife } from './lifecycle.ts';

/** Goods that left together. */
export interface Parcel {
  readonly k: number;
  readonly shippedAt: number;
  readonly deliveredAt: number;
  /** Positions of its lines inside the order. */
  readonly held: readonly number[];
}

/** The parcels of a paid order; one that holds nothing after an edit is not sent. */
export function parcelsOf(life: OrderLife, lines: number): Parcel[] {
  const { split, edit } = life.surprises;
  const parcel = (k: number, shippedAt: number, deliveredAt: number, from: number, to: number): Parcel[] => {
    const held = Array.from({ length: to - from }, (_, at) => from + at).filter(
      (at) => !(edit?.removes && edit.line === at),
    );
    return held.length === 0 ? [] : [{ k, shippedAt, deliveredAt, held }];
  };
  if (!split) return parcel(0, life.shippedAt, life.deliveredAt, 0, lines);
  return [
    ...parcel(0, life.shippedAt, life.deliveredAt, 0, split.line),
    ...parcel(1, split.shippedAt, split.deliveredAt, split.line, lines),
  ];
}
