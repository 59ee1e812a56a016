// Refunds, parcels and invoices of a shop as collections: each with its own number and time, rendered with its order.

import { MINUTE } from '../money/amounts.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { Fulfillment, Refund } from '../records/documents.ts';
import type { Order } from '../records/order.ts';
import type { Invoice, Paper } from '../records/stores.ts';
import type { OrderParts } from '../shops/shop.ts';
import type { OrderLife } from './lifecycle.ts';
import { parcelsOf } from './parcels.ts';
import { refundMoments } from './refunds.ts';

/** Papers of one kind as columns: whose order, which number inside it, and when. */
interface Columns {
  readonly position: Uint32Array;
  readonly number: Uint8Array;
  readonly at: Float64Array;
}

interface Kind<Part> {
  /** Written on the order at these times; an order that came to nothing has none. */
  moments(life: OrderLife, position: number): readonly { readonly number: number; readonly at: number }[];
  partOf(order: Order, id: string): Part | undefined;
}

function papersOf<Part>(parts: OrderParts, { moments, partOf }: Kind<Part>): Collection<Paper<Part>> {
  let made: { readonly columns: Columns; readonly placeOf: ReadonlyMap<string, number> } | undefined;
  const papers = () => {
    made ??= columnsOf(parts, moments);
    return made;
  };
  const idOf = (place: number) => {
    const { position, number } = papers().columns;
    return `${parts.idOf(position[place]!)}${number[place]}`;
  };
  return collectionOf<Paper<Part>>({
    get size() {
      return papers().columns.at.length;
    },
    idOf,
    positionOf: (id) => papers().placeOf.get(id) ?? -1,
    timeOf: (place, asOf) => {
      const at = papers().columns.at[place]!;
      return at <= asOf ? at : undefined;
    },
    render: (place, asOf) => {
      const { position, at } = papers().columns;
      const id = idOf(place);
      const order = parts.render(position[place]!, asOf);
      const part = partOf(order, id);
      if (part === undefined) throw new RangeError(`order ${order.id} has no ${id}`);
      return { id, at: at[place]!, order, part };
    },
  });
}

function columnsOf<Part>({ book, idOf, lifeOf }: OrderParts, moments: Kind<Part>['moments']) {
  const position: number[] = [];
  const number: number[] = [];
  const at: number[] = [];
  const placeOf = new Map<string, number>();
  for (let order = 0; order < book.count; order++)
    for (const moment of moments(lifeOf(order), order)) {
      placeOf.set(`${idOf(order)}${moment.number}`, at.length);
      position.push(order);
      number.push(moment.number);
      at.push(moment.at);
    }
  const columns = { position: Uint32Array.from(position), number: Uint8Array.from(number), at: Float64Array.from(at) };
  return { columns, placeOf };
}

export const refundPapers = (parts: OrderParts): Collection<Paper<Refund>> =>
  papersOf<Refund>(parts, {
    moments: (life, position) =>
      parts.book.copy[position] !== 0 || life.fate === 'voided'
        ? []
        : refundMoments(life).map(({ k, at }) => ({ number: 70 + k, at })),
    partOf: (order, id) => order.refunds.find((one) => one.id === id),
  });

export const parcelPapers = (
  parts: OrderParts,
  linesOf: (position: number) => number,
): Collection<Paper<Fulfillment>> =>
  papersOf<Fulfillment>(parts, {
    moments: (life, position) =>
      parts.book.copy[position] !== 0 || life.fate !== 'paid'
        ? []
        : parcelsOf(life, linesOf(position)).map(({ k, shippedAt }) => ({ number: 80 + k, at: shippedAt })),
    partOf: (order, id) => order.fulfillments.find((one) => one.id === id),
  });

/** An order's invoice is made when its payment comes in. */
export const invoicePapers = (parts: OrderParts): Collection<Paper<Invoice>> =>
  papersOf<Invoice>(parts, {
    moments: (life, position) =>
      parts.book.copy[position] === 2 || life.fate === 'voided'
        ? []
        : [{ number: 20, at: parts.placedAtOf(position) + MINUTE }],
    partOf: (order, id) => {
      const sales = order.transactions.filter((one) => one.kind === 'SALE' && one.status === 'SUCCESS');
      return { id, amount: sales.reduce((sum, one) => sum + one.amount, 0) };
    },
  });
