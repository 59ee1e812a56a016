// Writes prophet-worker.ts with the packages it imports as one constant: a worker is started from text, so that sources and any
// bundle start the same program. `--check` compares instead of writing.
// Run: node bin/run.mjs lambdas/ml/demand-forecast/compile.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** Source texts of the packages, and their replacements in a worker built from text. */
const REPLACED: Readonly<Record<string, readonly (readonly [before: string, now: string])[]>> = {
  // Its hash maps are seeded by how many there were before: a job's result would depend on the jobs ahead of it. Each job
  // starts a new instance.
  'augurs/prophet.js': [
    ['function initSync(module) {\n    if (wasm !== undefined) return wasm;', 'function initSync(module) {'],
  ],
  // Its modules come with the worker's data; it starts without holding up the import.
  'augurs-prophet-wasmstan/prophet-wasmstan.js': [
    ["fetchCompile(new URL('./prophet-wasmstan.core.wasm', import.meta.url))", 'Promise.resolve(workerData.stan)'],
    [
      "fetchCompile(new URL('./prophet-wasmstan.core2.wasm', import.meta.url))",
      'Promise.resolve(workerData.stanFiles)',
    ],
    ['await $init;', 'globalThis.prophetReady = $init;'],
  ],
};

const inText: Plugin = {
  name: 'in-text',
  setup: (builder) => {
    builder.onLoad({ filter: /^[^@]*@bsull\/augurs[^@]*\.js$/ }, async ({ path }) => {
      let text = await readFile(path, 'utf8');
      for (const [before, now] of Object.entries(REPLACED).find(([file]) => path.endsWith(file))?.[1] ?? []) {
        if (!text.includes(before)) throw new Error(`${path} no longer says '${before}'; look at how it starts`);
        text = text.replace(before, now);
      }
      return { contents: `import { workerData } from 'node:worker_threads';\n${text}`, loader: 'js' };
    });
  },
};

const { outputFiles } = await build({
  entryPoints: [here('./prophet-worker.ts')],
  bundle: true,
  write: false,
  // Neutral: the packages' variants for browsers, which need no files and start no threads of their own.
  platform: 'neutral',
  mainFields: ['module', 'main'],
  external: ['node:*', 'fs/promises'],
  format: 'cjs',
  target: 'node22',
  minify: true,
  legalComments: 'none',
  charset: 'ascii',
  // Never reached: the WebAssembly is handed over.
  define: { 'import.meta.url': '""' },
  plugins: [inText],
});
const target = here('./prophet-worker.generated.ts');
const program = JSON.stringify(outputFiles[0]!.text);
const text = `// Generated from prophet-worker.ts by compile.ts; do not edit.\nexport const PROPHET_PROGRAM =\n  ${program};\n`;
if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text)
  throw new Error(`${target} is stale; run node bin/run.mjs lambdas/ml/demand-forecast/compile.ts`);
