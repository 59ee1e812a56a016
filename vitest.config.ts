import { defineConfig } from 'vitest/config';

interface Layer {
  readonly include: string[];
  readonly exclude: string[];
  readonly globalSetup: string;
  readonly setupFiles: string;
  readonly isolate: boolean;
}

/** Promises of the quick layers over everything there is: files that take seconds each. */
const WIDE = 'test/**/*.wide.test.ts';

/** The vendors' twins beside the vendors' published contracts: they change with a vendor, and not with us. */
const TWINS = 'test/contract/twins/*.test.ts';

/** One project per layer of tests: `npm test` runs unit to golden and the day. A time-out ends what hangs: ten times what a quiet machine takes. */
const layer = (name: string, seconds: number, more: Partial<Layer> = {}) => ({
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    exclude: [WIDE],
    ...more,
    testTimeout: seconds * 1000,
    hookTimeout: seconds * 1000,
    // What is polled for comes late on a busy machine, too.
    expect: { poll: { timeout: 60_000 } },
    silent: 'passed-only' as const,
  },
});

/** Files of these layers leave nothing behind in a module: a worker loads the code once and runs it warm. */
const SHARED = { isolate: false, setupFiles: 'test/helpers/properties.ts' };

export default defineConfig({
  test: {
    maxWorkers: 2,
    // Node reads the code as it does in production: types are stripped, nothing is bundled.
    experimental: { viteModuleRunner: false },
    env: { POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true', POWERTOOLS_TRACE_ENABLED: 'false' },
    projects: [
      layer('unit', 300, SHARED),
      layer('contract', 600, { ...SHARED, exclude: [WIDE, TWINS] }),
      layer('twins', 600, { ...SHARED, include: [TWINS] }),
      layer('golden', 600, SHARED),
      layer('wide', 600, { ...SHARED, include: [WIDE], exclude: [] }),
      layer('day', 600, { include: ['test/e2e/ordinary-day/*.test.ts'], globalSetup: 'test/e2e/helpers/calm.ts' }),
      layer('e2e', 600, { globalSetup: 'test/e2e/helpers/calm.ts' }),
      layer('browser', 600, { globalSetup: 'test/browser/made-once.ts' }),
      layer('deploy', 600, { globalSetup: 'test/deploy/plane/prepare.ts' }),
      layer('slow', 900, { globalSetup: 'test/e2e/helpers/calm.ts' }),
      layer('long', 1800, { globalSetup: 'test/e2e/helpers/calm.ts' }),
    ],
  },
});
