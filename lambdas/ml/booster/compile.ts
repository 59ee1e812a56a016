// Writes two constants, so that neither tests nor a Lambda bundle need a compiler or a file beside them: kernels.ts as
// WebAssembly, and shard.ts with all it imports as the program of a worker.
// `--check` compares instead of writing. Run: node bin/run.mjs lambdas/ml/booster/compile.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { build } from 'esbuild';

const FLAGS = [
  ['-O3', '--noAssert', '--runtime', 'stub', '--use', 'abort='],
  ['--importMemory', '--sharedMemory', '--initialMemory', '1', '--maximumMemory', '65536'],
  ['--enable', 'simd', '--enable', 'threads', '--enable', 'bulk-memory'],
].flat();

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));

async function compile(): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main(['kernels.ts', ...FLAGS, '--outFile', 'kernels.wasm'], {
    readFile: (name) => (name === 'kernels.ts' ? readFileSync(here('./kernels.ts'), 'utf8') : null),
    writeFile: (name, contents) => {
      if (name === 'kernels.wasm') binary = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || !binary) throw new Error(`kernels.ts does not compile:\n${stderr.toString()}`);
  return binary;
}

/** Workers are started from text: a file name would mean another file in every bundle. */
async function bundleShard(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [here('./shard.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    minify: true,
    legalComments: 'none',
  });
  return outputFiles[0]!.text;
}

const constant = (name: string, text: string, from: string) =>
  `// Generated from ${from} by compile.ts; do not edit.\nexport const ${name} =\n  ${text};\n`;

const generated = {
  './kernels.generated.ts': constant(
    'KERNELS_BASE64',
    `'${Buffer.from(await compile()).toString('base64')}'`,
    'kernels.ts',
  ),
  './shard.generated.ts': constant('SHARD_PROGRAM', JSON.stringify(await bundleShard()), 'shard.ts'),
};
for (const [name, text] of Object.entries(generated)) {
  if (!process.argv.includes('--check')) writeFileSync(here(name), text);
  else if (readFileSync(here(name), 'utf8') !== text)
    throw new Error(`${name} is stale; run node bin/run.mjs lambdas/ml/booster/compile.ts`);
}
