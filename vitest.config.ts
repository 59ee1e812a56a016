import { defineConfig } from 'vitest/config';

/** One project per layer of tests; `npm run check` runs the first three, `npm test` adds the stories. */
const layer = (name: string, seconds: number, more: { globalSetup?: string; isolate?: boolean } = {}) => ({
  test: {
    ...more,
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: seconds * 1000,
    hookTimeout: seconds * 1000,
    silent: 'passed-only' as const,
  },
});

/** Files of these layers leave nothing behind in a module: a worker loads the code once and runs it warm. */
const SHARED = { isolate: false };

export default defineConfig({
  test: {
    maxWorkers: 2,
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true', POWERTOOLS_TRACE_ENABLED: 'false' },
    projects: [
      layer('unit', 90, SHARED),
      layer('contract', 240, SHARED),
      layer('golden', 240, SHARED),
      layer('e2e', 600, { globalSetup: 'test/e2e/helpers/calm.ts' }),
      layer('browser', 300),
      layer('deploy', 600, { globalSetup: 'test/deploy/plane/prepare.ts' }),
      layer('slow', 900, { globalSetup: 'test/e2e/helpers/calm.ts' }),
      layer('long', 1800, { globalSetup: 'test/e2e/helpers/calm.ts' }),
    ],
  },
});
