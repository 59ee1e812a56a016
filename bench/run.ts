// Everything that is measured, one after the other, each in a process of its own. Run: npm run bench -- [name …]
import { spawn } from 'node:child_process';
import { parseArgs } from 'node:util';

interface Bench {
  readonly file: string;
  readonly about: string;
}

const BENCHES: Readonly<Record<string, Bench>> = {
  extract: { file: 'extract.ts', about: 'extract and land against twins; budget 20,000 records/s, 512 MB' },
  sources: { file: 'sources.ts', about: 'every source, whole: records a second, calls, memory' },
  medium: { file: 'medium.ts', about: 'the medium world read and loaded; memory flat, at most 512 MB' },
  dlt: {
    file: 'peer-dlt.ts',
    about: "Klaviyo events and Shopify orders beside dlt's rest_api source; budget 5 times its rate",
  },
  transform: {
    file: 'transform.ts',
    about:
      '1M orders, 3M lines of three shops beside dbt-duckdb; budget 60 s, one per cent more 6 s, no slower than dbt',
  },
  metrics: {
    file: 'metrics.ts',
    about: 'forty questions about metrics over half a million orders; 95 of 100 answers within 150 ms',
  },
  booster: { file: 'booster.ts', about: 'churn training beside XGBoost; budget 0.6 of its time, AUC level' },
  forecast: {
    file: 'forecast.ts',
    about: 'demand forecast beside Prophet in Python; budget 1,000 SKUs a minute, error no worse',
  },
  patterns: {
    file: 'patterns.ts',
    about: '100 kB of bad text through each pattern that sees text from outside; at most 50 ms',
  },
  'false-alarms': {
    file: 'false-alarms.ts',
    about: 'plausibility over 96 weeks of a shop in which nothing is wrong; at most 1 alarm in 100 weeks of a mart',
  },
  lambdas: { file: 'lambdas.ts', about: 'size and start of each function; extractor at most 1 MB, 250 ms' },
};

const HELP = `npm run bench -- [name …]\n\n${Object.entries(BENCHES)
  .map(([name, { about }]) => `  ${name.padEnd(10)} ${about}`)
  .join('\n')}\n`;

const { values, positionals } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' } },
  allowPositionals: true,
});
const unknown = positionals.find((name) => !(name in BENCHES));
if (values.help || unknown) {
  process.stdout.write(unknown ? `there is no bench '${unknown}'\n\n${HELP}` : HELP);
  process.exit(unknown ? 1 : 0);
}
for (const [name, { file, about }] of Object.entries(BENCHES)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  console.log(`\n${name}: ${about}`);
  const child = spawn(process.execPath, [...process.execArgv, `${import.meta.dirname}/${file}`], {
    stdio: 'inherit',
    env: { ...process.env, POWERTOOLS_LOG_LEVEL: 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' },
  });
  const code = await new Promise<number | null>((done) => child.once('exit', done));
  if (code !== 0) process.exitCode = 1;
}
