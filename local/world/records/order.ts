// An order with all that was agreed at the till; what came after it stands in papers.ts.
import type { Address } from './customer.ts';
import type { Fulfillment, Refund, Transaction } from './documents.ts';

export interface Order {
  readonly id: string;
  /** The number that people see, for example `#1001`. */
  readonly name: string;
  readonly customerId?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly createdAt: number;
  readonly processedAt: number;
  readonly updatedAt: number;
  readonly cancelledAt?: number;
  readonly cancelReason?: 'CUSTOMER' | 'INVENTORY' | 'FRAUD' | 'DECLINED' | 'OTHER' | 'STAFF';
  readonly closedAt?: number;
  readonly test: boolean;
  readonly taxesIncluded: boolean;
  readonly currency: string;
  readonly presentmentCurrency: string;
  /** Presentment units per shop unit at the time of the order; 1 when the currencies agree. */
  readonly presentmentRate: number;
  readonly financialStatus:
    | 'AUTHORIZED'
    | 'PAID'
    | 'PARTIALLY_REFUNDED'
    | 'REFUNDED'
    | 'VOIDED'
    | 'PENDING'
    | 'PARTIALLY_PAID';
  readonly fulfillmentStatus: 'FULFILLED' | 'UNFULFILLED' | 'PARTIALLY_FULFILLED';
  readonly billingAddress?: Address;
  readonly shippingAddress?: Address;
  readonly note?: string;
  readonly tags: readonly string[];
  readonly customAttributes: readonly { readonly key: string; readonly value: string }[];
  readonly sourceName: string;
  readonly clientIp?: string;
  readonly locale: string;
  readonly lines: readonly OrderLine[];
  readonly shipping: readonly ShippingLine[];
  readonly discounts: readonly DiscountApplication[];
  readonly transactions: readonly Transaction[];
  readonly refunds: readonly Refund[];
  readonly fulfillments: readonly Fulfillment[];
  /** Tip in minor units, 0 when none. */
  readonly tip: number;
}

export interface OrderLine {
  readonly id: string;
  readonly productId?: string;
  readonly variantId?: string;
  readonly sku?: string;
  readonly title: string;
  readonly variantTitle?: string;
  readonly vendor?: string;
  /** As ordered; edits and removals lower `currentQuantity` only. */
  readonly quantity: number;
  readonly currentQuantity: number;
  readonly unitPrice: number;
  /** Σ of `amount` is the line's discount; `application` indexes `Order.discounts`. */
  readonly allocations: readonly { readonly application: number; readonly amount: number }[];
  readonly taxes: readonly TaxLine[];
  readonly requiresShipping: boolean;
  readonly isGiftCard: boolean;
  readonly taxable: boolean;
  /** When the line joined the order: later than `createdAt` for an edit or an exchange. */
  readonly addedAt: number;
}

export interface TaxLine {
  readonly title: string;
  readonly rate: number;
  readonly amount: number;
}

export interface ShippingLine {
  readonly id: string;
  readonly title: string;
  readonly code: string;
  readonly price: number;
  readonly discount: number;
  readonly taxes: readonly TaxLine[];
}

export interface DiscountApplication {
  readonly kind: 'code' | 'automatic' | 'manual';
  readonly title: string;
  readonly valueType: 'percentage' | 'fixed';
  /** Percent (0–100) or minor units. */
  readonly value: number;
}
