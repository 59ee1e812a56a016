// Orders exports as Shopify's admin writes them; every person and amount in them is invented.

const COLUMNS = [
  ...['Name', 'Email', 'Financial Status', 'Paid at', 'Currency', 'Subtotal', 'Shipping', 'Taxes', 'Total'],
  ...['Discount Code', 'Discount Amount', 'Shipping Method', 'Created at', 'Lineitem quantity', 'Lineitem name'],
  ...['Lineitem price', 'Lineitem sku', 'Lineitem requires shipping', 'Lineitem taxable', 'Cancelled at'],
  ...['Refunded Amount', 'Outstanding Balance', 'Id', 'Lineitem discount', 'Duties', 'Payment ID'],
] as const;
export type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string>>>;

/** An order of one mug for 10.00, unless told otherwise. */
export const row = (Name: string, more: Row = {}): Row => ({
  Name,
  Email: 'ada@example.com',
  'Financial Status': 'paid',
  'Paid at': '2026-05-21 10:51:04 -0400',
  Currency: 'USD',
  Subtotal: '10.00',
  Shipping: '0.00',
  Taxes: '0.00',
  Total: '10.00',
  'Discount Amount': '0.00',
  'Created at': '2026-05-21 10:51:04 -0400',
  'Lineitem quantity': '1',
  'Lineitem name': 'Mug',
  'Lineitem price': '10.00',
  'Lineitem sku': 'MUG',
  'Lineitem requires shipping': 'true',
  'Lineitem taxable': 'true',
  'Refunded Amount': '0.00',
  'Outstanding Balance': '0.00',
  Id: `59000${Name.replace(/\D/g, '').padStart(8, '0')}`,
  ...more,
});

/** Another line of an order. */
export const line = (Name: string, name: string, price: string, more: Row = {}): Row => ({
  Name,
  Email: 'ada@example.com',
  'Lineitem quantity': '1',
  'Lineitem name': name,
  'Lineitem price': price,
  'Lineitem sku': name.toUpperCase(),
  'Lineitem requires shipping': 'true',
  'Lineitem taxable': 'true',
  ...more,
});

const quoted = (cell: string, delimiter: string) =>
  new RegExp(`["\n\r${delimiter}]`).test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

export const written = (rows: readonly Row[], delimiter = ','): string =>
  [COLUMNS, ...rows.map((one) => COLUMNS.map((column) => one[column] ?? ''))]
    .map((cells) => `${cells.map((cell) => quoted(cell, delimiter)).join(delimiter)}\n`)
    .join('');

export const orders = (...rows: readonly Row[]): string => written(rows);
