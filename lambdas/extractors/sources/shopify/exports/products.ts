import type { FirstSeen } from './first-seen.ts';
import type { ExportRow } from './table.ts';
import { decimal, gid, numberOf } from './write.ts';

/** The product from its rows: the first has its data, every row with a price is a variant, the others are images. */
export function productOf([head]: readonly ExportRow[], at: string, seen: FirstSeen): Record<string, unknown> {
  const handle = head!.text('Handle')!;
  return {
    id: gid('Product', numberOf(handle)),
    legacyResourceId: numberOf(handle),
    title: head!.text('Title') ?? handle,
    handle,
    productType: head!.text('Type') ?? '',
    vendor: head!.text('Vendor') ?? '',
    status: (head!.text('Status') ?? 'active').toUpperCase(),
    tags: (head!.text('Tags') ?? '')
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    isGiftCard: head!.flag('Gift Card'),
    createdAt: seen.of(numberOf(handle), at),
    updatedAt: at,
  };
}

const variantRows = (rows: readonly ExportRow[]) => rows.filter((row) => row.cents('Variant Price') !== undefined);
const idsOf = (row: ExportRow, handle: string) => {
  const options = [1, 2, 3].flatMap((option) => row.text(`Option${option} Value`) ?? []).join('/');
  const id = numberOf(`${handle}/${row.text('Variant SKU') ?? options}`);
  return { variant: gid('ProductVariant', id), item: gid('InventoryItem', id), number: id };
};

export function variantsOf(rows: readonly ExportRow[], at: string, seen: FirstSeen): Record<string, unknown>[] {
  const handle = rows[0]!.text('Handle')!;
  return variantRows(rows).map((row, n) => {
    const { variant, item, number } = idsOf(row, handle);
    const compareAt = row.cents('Variant Compare At Price');
    const options = [1, 2, 3].flatMap((option) => row.text(`Option${option} Value`) ?? []);
    return {
      id: variant,
      legacyResourceId: number,
      title: options.join(' / ') || 'Default Title',
      sku: row.text('Variant SKU') ?? null,
      barcode: row.text('Variant Barcode') ?? null,
      position: n + 1,
      price: decimal(row.cents('Variant Price')!),
      compareAtPrice: compareAt === undefined ? null : decimal(compareAt),
      taxable: row.flag('Variant Taxable'),
      createdAt: seen.of(number, at),
      updatedAt: at,
      product: { id: gid('Product', numberOf(handle)) },
      inventoryItem: { id: item },
    };
  });
}

/** Unit cost of each variant, where the merchant entered it. */
export function inventoryItemsOf(
  rows: readonly ExportRow[],
  at: string,
  seen: FirstSeen,
  currencyCode: string,
): Record<string, unknown>[] {
  const handle = rows[0]!.text('Handle')!;
  return variantRows(rows).map((row) => {
    const { item, number } = idsOf(row, handle);
    const cost = row.cents('Cost per item');
    return {
      id: item,
      legacyResourceId: number,
      sku: row.text('Variant SKU') ?? null,
      tracked: row.text('Variant Inventory Tracker') !== undefined,
      requiresShipping: row.flag('Variant Requires Shipping'),
      createdAt: seen.of(number, at),
      updatedAt: at,
      unitCost: cost === undefined ? null : { amount: decimal(cost), currencyCode },
    };
  });
}
