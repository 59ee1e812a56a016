// Inventory by location.
import { z } from 'zod';
import { instant } from '../../../engine/fields.ts';
import { label } from '../../../engine/loose-fields.ts';
import { Address } from './customers.ts';
import { gid, gidOf, Money, Ref } from './fields.ts';

export const InventoryItem = z.looseObject({
  id: gidOf('InventoryItem'),
  legacyResourceId: label().nullish(),
  sku: z.string().nullish(),
  tracked: z.boolean().nullish(),
  requiresShipping: z.boolean().nullish(),
  countryCodeOfOrigin: z.string().nullish(),
  provinceCodeOfOrigin: z.string().nullish(),
  harmonizedSystemCode: z.string().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  unitCost: Money.nullish(),
});

/** The inventory item of a variant, when selected with it. */
export const StockRef = z.looseObject({ id: gid(), sku: z.string().nullish() }).nullish();

export const InventoryLevel = z.looseObject({
  id: gidOf('InventoryLevel'),
  updatedAt: instant().nullish(),
  isActive: z.boolean().nullish(),
  item: StockRef,
  location: Ref.nullish(),
  quantities: z.array(z.looseObject({ name: z.string().nullish(), quantity: z.number().int().nullish() })).nullish(),
});

export const Location = z.looseObject({
  id: gidOf('Location'),
  legacyResourceId: label().nullish(),
  name: z.string().nullish(),
  isActive: z.boolean().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  address: Address.nullish(),
});
