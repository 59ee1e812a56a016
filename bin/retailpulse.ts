// The CDK app. Bundles the functions, reads retailpulse.config.ts (the example when there is none) and synthesises one stage.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Config } from '../lambdas/contracts/config.ts';
import { retailPulseApp } from '../lib/app.ts';
import { buildLambdas } from './build.ts';

const root = resolve(import.meta.dirname, '..');
const own = resolve(root, 'retailpulse.config.ts');
const file = existsSync(own) ? own : resolve(root, 'retailpulse.config.example.ts');
const { default: written } = (await import(pathToFileURL(file).href)) as { default: unknown };

await buildLambdas();
retailPulseApp(Config.parse(written)).synth();
