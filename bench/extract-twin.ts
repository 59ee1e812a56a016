// The twins of a synthetic world in a process of their own, for `extract.ts`: prints their addresses and serves until its input ends.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTwins } from '../local/twins/server.ts';
import type { Size } from '../local/world/sizes.ts';
import { createSyntheticWorld } from '../local/world/synthetic.ts';

const folder = mkdtempSync(join(tmpdir(), 'retailpulse-bench-twin-'));
const began = performance.now();
const world = createSyntheticWorld({ size: (process.argv[2] ?? 'small') as Size });
const worldSeconds = (performance.now() - began) / 1000;
// The vendors' largest plan: what is measured is us, not their limits.
const twins = await startTwins(world, { folder, timeScale: 1000, shopifyPlan: 'enterprise' });
const ready = { urls: twins.urls, start: world.start, asOf: world.asOf, worldSeconds, rss: process.memoryUsage().rss };
process.stdout.write(`${JSON.stringify(ready)}\n`);
process.stdin.resume().once('end', async () => {
  await twins.close();
  rmSync(folder, { recursive: true, force: true });
  process.exit(0);
});
