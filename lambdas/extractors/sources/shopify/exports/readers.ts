// The rows and the parser of each stream.
import { checkoutOf } from './checkouts.ts';
import { customerOf } from './customers.ts';
import { FirstSeen, RefundHistory } from './first-seen.ts';
import { orderOf, orderRows } from './orders.ts';
import { inventoryItemsOf, productOf, variantsOf } from './products.ts';
import type { ExportKind, ExportRow } from './table.ts';
import type { Digest } from './write.ts';

type ExportRecord = Readonly<Record<string, unknown>>;

/** Reads files from the oldest on, and keeps what later ones need for dating. */
export interface Reader {
  readonly kind: ExportKind;
  /** Shared by the rows of one object. */
  readonly group: (row: ExportRow) => string;
  /** Name in messages: never personal data. */
  readonly nameOf: (rows: readonly ExportRow[]) => string | undefined;
  /** @throws CellError when the object is rejected */
  readonly records: (rows: readonly ExportRow[], at: string, currency: string) => readonly ExportRecord[];
}

const byName = (row: ExportRow) => row.text('Name') ?? `line ${row.line}`;
const byHandle = (row: ExportRow) => row.text('Handle') ?? `line ${row.line}`;
/** `#1001` is an order; a longer or stranger text may be a cell of another column. */
const orderName = ([row]: readonly ExportRow[]) => {
  const name = row?.text('Name');
  return name !== undefined && /^#?[A-Z0-9_.-]{1,44}$/i.test(name) && /\d/.test(name) ? name : undefined;
};
const nobody = () => undefined;

/**
 * @param digest keyed: customers are numbered by their address
 * @returns a reader without history; undefined for a stream that no export holds
 */
export const readerOf = (stream: string, digest: Digest): Reader | undefined => READERS[stream]?.(digest);

const READERS: Readonly<Record<string, (digest: Digest) => Reader>> = {
  orders: () => {
    const history = new RefundHistory();
    return {
      kind: 'orders',
      group: byName,
      nameOf: orderName,
      records: (rows, at, currency) => {
        const order = orderRows(rows);
        const { id, createdAt, cancelledAt, money } = order;
        return [
          orderOf(order, history.add({ id, refunded: money.refunded, createdAt, cancelledAt }, at), at, currency),
        ];
      },
    };
  },
  abandoned_checkouts: () => ({
    kind: 'abandoned_checkouts',
    group: byName,
    nameOf: orderName,
    records: (rows, at, currency) => [checkoutOf(rows, at, currency)],
  }),
  customers: (digest) => {
    const seen = new FirstSeen();
    return {
      kind: 'customers',
      group: (row) => `line ${row.line}`,
      nameOf: nobody,
      records: ([row], at) => [customerOf(row!, at, seen, digest)],
    };
  },
  products: () => ofProducts((rows, at, seen) => [productOf(rows, at, seen)]),
  product_variants: () => ofProducts(variantsOf),
  inventory_items: () => ofProducts(inventoryItemsOf),
};

function ofProducts(
  records: (rows: readonly ExportRow[], at: string, seen: FirstSeen, currency: string) => readonly ExportRecord[],
): Reader {
  const seen = new FirstSeen();
  return {
    kind: 'products',
    group: byHandle,
    nameOf: nobody,
    records: (rows, at, currency) => records(rows, at, seen, currency),
  };
}
