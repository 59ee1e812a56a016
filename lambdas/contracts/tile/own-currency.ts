/** The dimension of a breakdown that tells currencies apart, and its measure of net sales in each of them. */
export const ORDER_CURRENCY = 'order_currency';
export const IN_OWN_CURRENCY = 'net_sales_in_own_currency';
