// Copy to retailpulse.config.ts and name your own accounts. The same file serves one machine
// (`npm start -- --config retailpulse.config.ts`) and the deployed app. Secrets are not here: see .env.example.
import { defineConfig } from './lambdas/contracts/config.ts';

export default defineConfig({
  connections: [
    { source: 'shopify', name: 'main', start: '2022-01-01T00:00:00Z', settings: { shop: 'your-shop.myshopify.com' } },
    // A shop without an app: the CSV files its admin exports (orders, customers, products), dropped into a folder.
    // { source: 'shopify', name: 'exports', settings: { exports: { folder: './exports', currency: 'USD', time_zone: 'America/New_York' } } },
    // Any CSV or Parquet dropped into a folder: see lambdas/extractors/sources/files/README.md.
    // { source: 'files', name: 'main', settings: { folder: './drop', tables: { targets: { files: 'targets-*.csv', key: ['month'], mode: 'append', columns: { month: 'date', target: 'decimal' } } } } },
    // Shops on a server of your own name its address; others may, to read through a proxy or a vendor's twin (npm run twins).
    // { source: 'woocommerce', name: 'main', settings: { base_url: 'https://shop.example' } },
    // Older data than this is called late, everywhere; 24 hours unless told otherwise.
    // { source: 'klaviyo', name: 'main', fresh_within_hours: 48 },
    { source: 'klaviyo', name: 'main', start: '2022-01-01T00:00:00Z' },
    // Rates for reports over shops of several currencies; no secret. `currencies` are those that are read.
    // { source: 'ecb', name: 'main', start: '2022-01-01T00:00:00Z', settings: { currencies: ['GBP', 'USD'] } },
  ],
  // The currency of reports over shops that sell in several: ISO 4217. Shops of one currency need none.
  // reportingCurrency: 'EUR',
  // Assumptions for costs that no vendor tells per order; figures that stand on them are marked as estimates. More in docs/examples/profit.
  // costRates: [
  //   { cost: 'payment_fee', applies_to: 'stripe', share: 0.015, fixed: 0.25, currency: 'EUR' },
  //   { cost: 'shipping', applies_to: 'DE', fixed: 4.2, currency: 'EUR' },
  //   { cost: 'packaging', fixed: 0.55, currency: 'EUR' },
  // ],
  // Shops with a stock of their own whose counts are those of another shop: else they count as copies of one warehouse, once.
  // ownStock: ['woocommerce:main'],
  // Where your people read docs/runbook.md: every alert links there.
  // runbook_url: 'https://wiki.example/retailpulse/runbook',
});
