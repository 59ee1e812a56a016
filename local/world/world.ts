// What a twin may ask of a world. Worlds know nothing of vendors' wire formats; twins know nothing of how a world is made.
// Times are integer milliseconds UTC. Money is integer minor units (cents, pence) of the currency named beside it.
// Ids are decimal strings, unique within their collection and never reused.
import type { Advertising } from './ads.ts';
import type { Chat } from './chat.ts';
import type { Helpdesk } from './helpdesk.ts';
import type { MailGroups } from './mail-groups.ts';
import type { Newsletter } from './newsletter.ts';
import type { Stores } from './stores.ts';
import type { Traffic } from './traffic.ts';

/** One page of a collection, as the records stood at `asOf`. */
export interface Query {
  /** The vendor's "now": versions that begin later do not exist yet. */
  readonly asOf: number;
  /** Half-open window on the ordering time, `[from, to)`; absent ends are open. */
  readonly from?: number;
  readonly to?: number;
  /** Continue strictly behind this record of the previous page. */
  readonly after?: { readonly at: number; readonly id: string };
  /** Leave out so many records before the page, for vendors that page by number. */
  readonly skip?: number;
  readonly limit: number;
}

/**
 * Records of one kind in a total order `(time, numeric id)` ascending, where time is the one the collection is ordered by:
 * `updatedAt` for everything that changes, `at` for events. Reading at a fixed `asOf` returns each record exactly once.
 */
export interface Collection<T> {
  page(query: Query): readonly T[];
  count(query: Omit<Query, 'limit' | 'after' | 'skip'>): number;
  get(id: string, asOf: number): T | undefined;
  /** Ids of all records in the collection's order, none of them rendered. */
  ids(asOf: number): readonly string[];
}

export interface World {
  readonly kind: 'synthetic' | 'replay';
  /** Names the world and its options; the tenant's token key of a demo home is derived from it. */
  readonly seed: string;
  /** Opening of the shop: nothing is older. */
  readonly start: number;
  /** The default vendor "now" and the pipeline's `as_of`. */
  readonly asOf: number;
  readonly shop: Shop;
  readonly mail: Mail;
  /** The shops on other software, where the world has them: made when first asked for. */
  readonly stores?: Stores;
  /** The second mailer and both help desks, where the world has them: made when first asked for. */
  readonly newsletter?: Newsletter;
  readonly helpdesk?: Helpdesk;
  readonly chat?: Chat;
  /** The advertising accounts, and the site's analytics, where the world has them: made when first asked for. */
  readonly ads?: Advertising;
  readonly traffic?: Traffic;
  /** Rows of the input that no vendor could hold; empty for a synthetic world. */
  readonly notRepresentable: readonly NotRepresentable[];
}

export interface NotRepresentable {
  readonly reason: string;
  /** Rows it is about: they stand nowhere, or not quite as the input had them. */
  readonly rows: number;
  /** Invoices of which nothing stands anywhere, each counted once, at its first such row. */
  readonly invoices: number;
  /** What the shop lacks of Σ quantity × unit price because of it, as an exact decimal text in the shop's currency. */
  readonly amount: string;
  /** Local month `YYYY-MM` the amount belongs to. */
  readonly month: string;
}

// ---------------------------------------------------------------- the shop (what the Shopify twin shows)

export interface Shop {
  readonly name: string;
  readonly currency: string;
  /** IANA zone in which the shop cuts days. */
  readonly timeZone: string;
  readonly orders: Collection<Order>;
  /** The order a refund belongs to; undefined when there never was one of this id. */
  orderOfRefund(refundId: string): string | undefined;
  readonly customers: Collection<Customer>;
  readonly products: Collection<Product>;
  readonly inventoryLevels: Collection<InventoryLevel>;
  readonly locations: Collection<Location>;
}

export interface Address {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly company?: string;
  readonly address1?: string;
  readonly city?: string;
  /** ISO 3166-2 subdivision without country, for example `CA`. */
  readonly provinceCode?: string;
  readonly countryCode: string;
  readonly zip?: string;
  readonly phone?: string;
}

export interface Customer {
  readonly id: string;
  readonly email?: string;
  readonly phone?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly state: 'ENABLED' | 'DISABLED' | 'INVITED' | 'DECLINED';
  readonly emailConsent: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NOT_SUBSCRIBED';
  readonly emailConsentAt?: number;
  readonly smsConsent: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NOT_SUBSCRIBED';
  readonly defaultAddress?: Address;
  readonly locale: string;
  readonly note?: string;
  readonly tags: readonly string[];
  readonly metafields: readonly Metafield[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Metafield {
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
}

export interface Product {
  readonly id: string;
  readonly title: string;
  readonly handle: string;
  readonly productType: string;
  readonly vendor: string;
  readonly status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT';
  readonly tags: readonly string[];
  readonly isGiftCard: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly variants: readonly Variant[];
}

export interface Variant {
  readonly id: string;
  readonly inventoryItemId: string;
  readonly sku: string;
  readonly title: string;
  readonly barcode?: string;
  readonly price: number;
  readonly compareAtPrice?: number;
  /** Unit cost effective now, minor units of the shop's currency. */
  readonly unitCost?: number;
  readonly taxable: boolean;
  readonly tracked: boolean;
  readonly position: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Stock of one inventory item at one location. `id` identifies the pair. */
export interface InventoryLevel {
  readonly id: string;
  readonly inventoryItemId: string;
  readonly variantId: string;
  readonly sku: string;
  readonly locationId: string;
  readonly onHand: number;
  readonly available: number;
  readonly committed: number;
  readonly incoming: number;
  readonly updatedAt: number;
}

export interface Location {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly address: Address;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Order {
  readonly id: string;
  /** What people see, for example `#1001`. */
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

// ---------------------------------------------------------------- the mailer (what the Klaviyo twin shows)

export interface Mail {
  readonly profiles: Collection<Profile>;
  /** Append-only, ordered by `(at, id)`. */
  readonly events: Collection<MailEvent>;
  readonly campaigns: Collection<Campaign>;
  readonly metrics: Collection<Metric>;
  /** Lists, segments, flows and what came of messages, where the world has them. */
  readonly groups?: MailGroups;
}

export interface Profile {
  readonly id: string;
  readonly email?: string;
  readonly phone?: string;
  /** The shop's customer id, when the shop told the mailer. */
  readonly externalId?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly organization?: string;
  readonly locale?: string;
  readonly address?: Address;
  readonly ip?: string;
  readonly timeZone?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly emailConsent: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NEVER_SUBSCRIBED';
  readonly emailConsentAt?: number;
  readonly emailSuppressed?: {
    readonly reason: 'HARD_BOUNCE' | 'UNSUBSCRIBE' | 'SPAM_COMPLAINT' | 'USER_SUPPRESSED';
    readonly at: number;
  };
  readonly smsConsent: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NEVER_SUBSCRIBED';
  readonly smsConsentAt?: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly lastEventAt?: number;
}

export interface MailEvent {
  readonly id: string;
  readonly metricId: string;
  readonly profileId: string;
  readonly at: number;
  /** Event properties in the vendor's own names, JSON-ready (`$value`, `Campaign Name`, `$attributed_event_id` …). */
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Campaign {
  readonly id: string;
  readonly name: string;
  readonly subject: string;
  readonly status: 'Sent' | 'Draft' | 'Scheduled' | 'Cancelled';
  readonly archived: boolean;
  readonly channel: 'email' | 'sms';
  readonly createdAt: number;
  readonly scheduledAt?: number;
  readonly sentAt?: number;
  readonly updatedAt: number;
}

export interface Metric {
  readonly id: string;
  readonly name: string;
  readonly integration: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}
