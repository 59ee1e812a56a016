// The CDK app. Bundles the functions, reads retailpulse.config.ts (or the example) and synthesises one stage. Other
// files: --config FILE.ts names the connections, --settings FILE.json the stages.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { retailPulseApp } from '../lib/app.ts';
import { checkConfig } from '../lib/check-config.ts';
import { buildLambdas } from './build.ts';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({ options: { config: { type: 'string' }, settings: { type: 'string' } } });

const own = resolve(root, 'retailpulse.config.ts');
const file = values.config ?? (existsSync(own) ? own : resolve(root, 'retailpulse.config.example.ts'));
const { default: written } = (await import(pathToFileURL(resolve(file)).href)) as { default: unknown };
const stages = values.settings ? (JSON.parse(readFileSync(values.settings, 'utf8')) as unknown) : undefined;

const config = checkConfig(written, file);
await buildLambdas();
retailPulseApp(config, stages ? { postCliContext: { stages } } : {}).synth();
