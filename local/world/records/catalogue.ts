// The goods, and the places where they are in stock.
import type { Address } from './customer.ts';

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
