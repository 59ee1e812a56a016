// Copy to retailpulse.config.ts and name your own accounts. The same file serves one machine
// (`npm start -- --config retailpulse.config.ts`) and the deployed app. Secrets are not here: see .env.example.
import { defineConfig } from './lambdas/contracts/config.ts';

export default defineConfig({
  connections: [
    { source: 'shopify', name: 'main', start: '2022-01-01T00:00:00Z', settings: { shop: 'your-shop.myshopify.com' } },
    { source: 'klaviyo', name: 'main', start: '2022-01-01T00:00:00Z' },
  ],
});
