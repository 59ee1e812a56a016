// The life of an order, as planned when it was placed. Times are milliseconds UTC.

export type Fate = 'paid' | 'voided' | 'cancelled';

export interface ReturnedLine {
  /** Position of the line inside its order. */
  readonly line: number;
  readonly quantity: number;
  readonly restocked: boolean;
  readonly at: number;
}

export interface OrderLife {
  readonly fate: Fate;
  readonly cancelledAt?: number;
  readonly cancelReason?: 'CUSTOMER' | 'INVENTORY' | 'FRAUD' | 'OTHER';
  readonly shippedAt: number;
  readonly deliveredAt: number;
  readonly returns: readonly ReturnedLine[];
  readonly refundsShipping: boolean;
  /** Money given back without goods, as a part of the goods' value. */
  readonly goodwill?: { readonly at: number; readonly share: number };
  readonly notedAt?: number;
  readonly massEditedAt?: number;
  readonly surprises: Surprises;
  /** Every time the record changes, ascending; the first is its creation. */
  readonly versions: readonly number[];
}

/** Events of few orders. */
export interface Surprises {
  /** Which gift card was bought along. */
  readonly giftCard?: number;
  /** Before shipping, the line at this position was taken off, or joined the order only then. */
  readonly edit?: { readonly at: number; readonly line: number; readonly removes: boolean };
  /** From this line on the goods leave in a second parcel. */
  readonly split?: { readonly line: number; readonly shippedAt: number; readonly deliveredAt: number };
  /** The bank took all of the money back. */
  readonly chargedBackAt?: number;
  /** A returned line that was swapped for another of equal value. */
  readonly exchange?: number;
}
