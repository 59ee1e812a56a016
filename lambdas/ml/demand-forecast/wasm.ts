import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** WebAssembly files of Prophet: whoever bundles this code copies them beside the bundle (`bundle-assets.ts`). */
export const WASM_FILES = {
  prophet: { from: '@bsull/augurs/prophet', name: 'prophet_bg.wasm' },
  stan: { from: '@bsull/augurs-prophet-wasmstan', name: 'prophet-wasmstan.core.wasm' },
  stanFiles: { from: '@bsull/augurs-prophet-wasmstan', name: 'prophet-wasmstan.core2.wasm' },
} as const;

export type WasmModules = Readonly<Record<keyof typeof WASM_FILES, WebAssembly.Module>>;

/** Where a file lies: beside the bundle when there is one, else in its package. */
export function wasmPath({ from, name }: { readonly from: string; readonly name: string }): string {
  const beside = fileURLToPath(new URL(name, import.meta.url));
  if (existsSync(beside)) return beside;
  return join(dirname(createRequire(import.meta.url).resolve(from)), name);
}

let compiled: Promise<WasmModules> | undefined;

/** Compiled once a process; workers receive the modules, not the bytes. */
export function wasmModules(): Promise<WasmModules> {
  compiled ??= compileAll();
  return compiled;
}

async function compileAll(): Promise<WasmModules> {
  const load = async (file: { from: string; name: string }) => WebAssembly.compile(await readFile(wasmPath(file)));
  const [prophet, stan, stanFiles] = await Promise.all([
    load(WASM_FILES.prophet),
    load(WASM_FILES.stan),
    load(WASM_FILES.stanFiles),
  ]);
  return { prophet, stan, stanFiles };
}
