/** Records of one stream, made one at a time: `make` gets 1, 2, … */
export interface Stream {
  readonly source: string;
  readonly stream: string;
  readonly count: number;
  readonly make: (id: number) => unknown;
}

export const AS_OF = '2026-10-01T00:00:00Z';
export const PRODUCTS = 500;
const DAY_MS = 86_400_000;

/** When the nth of so many orders was placed: they are spread over 700 days before `AS_OF`. */
export const atOf = (id: number, orders: number): number =>
  Date.parse(AS_OF) - DAY_MS * (1 + 700 * (1 - id / (orders * 1.01)));

/** Price of a product in cents. */
export const price = (product: number): number => 500 + ((product * 977) % 9000);
