/** Tables of the source `files` that costs, spend and the plan are read from: `settings: { folder: './drop', tables: profitFiles }`. */
export const profitFiles = {
  product_costs: {
    files: 'product_costs*.csv',
    mode: 'replace',
    columns: { sku: 'text', shop: 'text', unit_cost: 'decimal', currency: 'text', valid_from: 'date' },
  },
  cost_rates: {
    files: 'cost_rates*.csv',
    mode: 'replace',
    columns: {
      ...{ cost_type: 'text', shop: 'text', applies_to: 'text', valid_from: 'date' },
      ...{ share: 'decimal', fixed: 'decimal', currency: 'text' },
    },
  },
  order_charges: {
    files: 'order_charges*.csv',
    mode: 'append',
    columns: { order: 'text', shop: 'text', cost_type: 'text', amount: 'decimal', currency: 'text' },
  },
  ad_spend: {
    files: 'ad_spend*.csv',
    mode: 'append',
    columns: { date: 'date', channel: 'text', campaign: 'text', spend: 'decimal', currency: 'text' },
  },
  plan: { files: 'plan*.csv', mode: 'replace', columns: { month: 'date', line: 'text', amount: 'decimal' } },
} as const;
