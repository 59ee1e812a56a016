// A process that keeps a warm Vitest over one copy of the project: it runs the tests that see a file, and says whether they pass.
// It is started by test-process.ts, which also ends it when a mutant never comes back.
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createVitest, type TestSpecification, type Vitest } from 'vitest/node';

export type Ask =
  | { readonly ask: 'rehearse' }
  | { readonly ask: 'try'; readonly file: string; readonly text: string; readonly original: string };
export type Answer =
  | { readonly answer: 'ready'; readonly seconds: number; readonly tests: number }
  | { readonly answer: 'tried'; readonly by: string | undefined; readonly seen: number }
  | { readonly answer: 'broken'; readonly message: string };

const [copy, ...prefixes] = process.argv.slice(2) as [string, ...string[]];
/** Tests quicker than this are run together: one start of a worker for all of them. */
const QUICK_MS = 2000;

const say = (answer: Answer) => process.send?.(answer);
const took = new Map<string, number>();
let vitest: Vitest;
let specifications: TestSpecification[];

/** @returns the test that failed, in words; undefined when all passed */
async function failedIn(tests: readonly TestSpecification[]): Promise<string | undefined> {
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications([...tests]);
  const files = new Set(tests.map(({ moduleId }) => moduleId));
  for (const module of testModules) {
    if (!files.has(module.moduleId)) continue;
    const { collectDuration, duration } = module.diagnostic();
    took.set(module.moduleId, Math.max(took.get(module.moduleId) ?? 0, collectDuration + duration));
    const name = module.moduleId.slice(copy.length + 1);
    for (const test of module.children.allTests('failed')) return `${name}: ${test.fullName}`;
    if (module.errors().length > 0 || module.state() === 'failed') return `${name}: does not load`;
  }
  const [error] = unhandledErrors;
  return error ? `an error outside of tests: ${String((error as Error).message ?? error).split('\n')[0]}` : undefined;
}

/**
 * Tests that see a file, in groups: those that import it themselves, then what is quick, then the others one by one. A file that is
 * read and not imported is seen by all.
 */
function testsOf(file: string): TestSpecification[][] {
  const graphs = vitest.projects.map((project) => project.vite.environments.ssr?.moduleGraph);
  const distance = new Map<string, number>();
  let layer = [join(copy, file)];
  for (let steps = 0; layer.length > 0; steps += 1) {
    for (const path of layer) distance.set(path, steps);
    const importers = layer.flatMap((path) =>
      graphs.flatMap((graph) =>
        [...(graph?.getModulesByFile(path) ?? [])].flatMap((one) =>
          [...one.importers].map((importer) => importer.file),
        ),
      ),
    );
    layer = [...new Set(importers)].filter((path): path is string => path !== null && !distance.has(path));
  }
  const cost = ({ moduleId }: TestSpecification) => took.get(moduleId) ?? 0;
  const seeing = file.endsWith('.ts')
    ? specifications.filter(({ moduleId }) => distance.has(moduleId))
    : specifications;
  const isDirect = (one: TestSpecification) => distance.get(one.moduleId) === 1;
  const others = seeing.filter((one) => !isDirect(one)).sort((a, b) => cost(a) - cost(b));
  const quick = others.filter((one) => cost(one) < QUICK_MS);
  return [seeing.filter(isDirect), quick, ...others.slice(quick.length).map((one) => [one])].filter(
    (group) => group.length > 0,
  );
}

async function attempt({ file, text, original }: Ask & { ask: 'try' }): Promise<void> {
  const path = join(copy, file);
  const groups = testsOf(file);
  writeFileSync(path, text);
  vitest.invalidateFile(path);
  let by: string | undefined;
  try {
    for (const group of groups) if (by === undefined) by = await failedIn(group);
  } finally {
    writeFileSync(path, original);
    vitest.invalidateFile(path);
  }
  say({ answer: 'tried', by, seen: groups.flat().length });
}

async function rehearse(): Promise<void> {
  const began = performance.now();
  vitest = await createVitest('test', {
    root: resolve(copy),
    watch: false,
    bail: 1,
    silent: true,
    reporters: [{}],
    maxWorkers: 1,
    fileParallelism: false,
    project: ['unit', 'contract', 'golden', 'wide'],
    // Who imports what is known to Vite's runner alone, and only it loads a changed file again.
    experimental: { viteModuleRunner: true },
  });
  const all = await vitest.globTestSpecifications([...prefixes]);
  specifications = all.filter(({ moduleId }) => prefixes.some((one) => moduleId.startsWith(join(copy, one))));
  const failed = specifications.length === 0 ? 'there are no tests' : await failedIn(specifications);
  if (failed) say({ answer: 'broken', message: failed });
  else say({ answer: 'ready', seconds: (performance.now() - began) / 1000, tests: specifications.length });
}

process.on('message', (ask: Ask) => {
  (ask.ask === 'rehearse' ? rehearse() : attempt(ask)).catch((error: Error) =>
    say({ answer: 'broken', message: error.stack ?? error.message }),
  );
});
process.on('disconnect', () => process.exit());
