import { readFile } from 'node:fs/promises';
import { type BundleFile, bundleFilePath } from '../bundle.ts';

/** WebAssembly files of Prophet. */
export const WASM_FILES = {
  prophet: { from: '@bsull/augurs/prophet', name: 'prophet_bg.wasm' },
  stan: { from: '@bsull/augurs-prophet-wasmstan', name: 'prophet-wasmstan.core.wasm' },
  stanFiles: { from: '@bsull/augurs-prophet-wasmstan', name: 'prophet-wasmstan.core2.wasm' },
} as const;

export type WasmModules = Readonly<Record<keyof typeof WASM_FILES, WebAssembly.Module>>;

let compiled: Promise<WasmModules> | undefined;

/** Compiled once a process; workers receive the modules, not the bytes. */
export function wasmModules(): Promise<WasmModules> {
  compiled ??= compileAll();
  return compiled;
}

async function compileAll(): Promise<WasmModules> {
  const load = async (file: BundleFile) => WebAssembly.compile(await readFile(bundleFilePath(file)));
  const [prophet, stan, stanFiles] = await Promise.all([
    load(WASM_FILES.prophet),
    load(WASM_FILES.stan),
    load(WASM_FILES.stanFiles),
  ]);
  return { prophet, stan, stanFiles };
}
