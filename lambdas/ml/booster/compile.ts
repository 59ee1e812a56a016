// Compiles kernels.ts to WebAssembly and writes it as a constant, so that neither tests nor Lambda need the compiler.
// `--check` compares instead of writing. Run: npm run kernels
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

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

const target = here('./kernels.generated.ts');
const base64 = Buffer.from(await compile()).toString('base64');
const text = `// Generated from kernels.ts by compile.ts; do not edit.\nexport const KERNELS_BASE64 =\n  '${base64}';\n`;
if (!process.argv.includes('--check')) writeFileSync(target, text);
else if (readFileSync(target, 'utf8') !== text) throw new Error('kernels.generated.ts is stale; run npm run kernels');
