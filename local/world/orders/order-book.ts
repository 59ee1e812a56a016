/** The shop's orders as columns: which filled order each is, and whether it is a copy. */
export interface OrderBook {
  readonly count: number;
  readonly fill: Uint32Array;
  readonly copy: Uint8Array;
  readonly buyer: Uint32Array;
}
