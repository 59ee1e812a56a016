// The documents of an order: payments, refunds, parcels.
export interface Transaction {
  readonly id: string;
  readonly kind: 'AUTHORIZATION' | 'CAPTURE' | 'SALE' | 'REFUND' | 'VOID' | 'CHANGE';
  readonly status: 'SUCCESS' | 'FAILURE' | 'PENDING' | 'ERROR';
  readonly gateway: string;
  readonly amount: number;
  readonly parentId?: string;
  readonly processedAt: number;
  readonly createdAt: number;
}

export interface Refund {
  readonly id: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly note?: string;
  readonly lines: readonly RefundLine[];
  /** Refunded shipping: amount without tax, and its tax, minor units. */
  readonly shipping: readonly { readonly shippingLineId: string; readonly subtotal: number; readonly tax: number }[];
  /** Money given back without goods (goodwill) or kept back; positive lowers sales. Minor units, tax in it separately. */
  readonly adjustments: readonly {
    readonly id: string;
    readonly reason: string;
    readonly amount: number;
    readonly tax: number;
  }[];
  /** Money given back by the transactions: less than the parts' worth where goods were exchanged. */
  readonly amount: number;
  readonly transactionIds: readonly string[];
}

export interface RefundLine {
  readonly id: string;
  readonly lineId: string;
  readonly quantity: number;
  readonly restockType: 'RETURN' | 'CANCEL' | 'NO_RESTOCK';
  readonly locationId?: string;
  /** Goods value after discounts, without exclusive tax (with it where prices include tax). Minor units. */
  readonly subtotal: number;
  readonly tax: number;
}

export interface Fulfillment {
  readonly id: string;
  readonly status: 'SUCCESS' | 'CANCELLED';
  readonly createdAt: number;
  readonly deliveredAt?: number;
  readonly trackingNumber?: string;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
}
