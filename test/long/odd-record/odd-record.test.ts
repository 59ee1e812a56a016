import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningTwins, startTwins, TWINS } from '../../../local/twins/server.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { type Ended, Machine } from '../../e2e/helpers/machine.ts';
import { type Listening, standBefore } from '../../e2e/helpers/proxy.ts';

interface Poison {
  readonly stream: string;
  /** Paths of answers that hold the record. */
  readonly path: RegExp;
  /** What such an answer holds besides, where one path answers for several streams. */
  readonly holds?: RegExp;
  /** The field without which its money or its day is unknown; the first one met is spoilt, whenever it comes. */
  readonly field: RegExp;
  readonly wrong: string;
  readonly named: string;
}

const POISONS: Readonly<Record<string, Poison>> = {
  shopify: {
    stream: 'orders',
    path: /bulk/,
    field: /"processedAt":"[^"]+"/,
    wrong: '"processedAt":"someday"',
    named: '$.processedAt',
  },
  woocommerce: {
    stream: 'orders',
    path: /\/orders\?/,
    field: /"total":"[^"]+"/,
    wrong: '"total":"free"',
    named: 'total',
  },
  magento: {
    stream: 'orders',
    path: /\/orders\?/,
    field: /"base_grand_total":[\d.]+/,
    wrong: '"base_grand_total":"free"',
    named: '$.base_grand_total',
  },
  ga4: {
    stream: 'traffic',
    path: /runReport/,
    field: /"value":"20\d{6}"/,
    wrong: '"value":"someday"',
    named: '$.date',
  },
  meta_ads: {
    stream: 'ad_insights',
    path: /insights|\/\d+\?/,
    holds: /"ad_id"/,
    field: /"spend":"[^"]+"/,
    wrong: '"spend":"free"',
    named: '$.spend',
  },
  google_ads: {
    stream: 'campaign_performance',
    path: /search/i,
    field: /"costMicros":"[^"]+"/,
    wrong: '"costMicros":"free"',
    named: '$.metrics.costMicros',
  },
  klaviyo: {
    stream: 'events',
    path: /\/api\/events/,
    field: /"datetime":"[^"]+"/,
    wrong: '"datetime":"someday"',
    named: '$.attributes.datetime',
  },
  mailchimp: {
    stream: 'email_activity',
    path: /email-activity/,
    field: /"timestamp":"[^"]+"/,
    wrong: '"timestamp":"someday"',
    named: '$.timestamp',
  },
  zendesk: {
    stream: 'tickets',
    path: /tickets/,
    field: /"created_at":"[^"]+"/,
    wrong: '"created_at":"someday"',
    named: '$.created_at',
  },
  intercom: {
    stream: 'conversations',
    path: /conversations/,
    field: /"created_at":\d+/,
    wrong: '"created_at":"someday"',
    named: '$.created_at',
  },
};

/** Spoils one record for as long as it is told to, the same one however often it comes. */
function spoiler({ path, holds, field, wrong }: Poison, isOn: () => boolean) {
  let spoilt: string | undefined;
  return (text: string, asked: string): string => {
    if (!isOn() || !path.test(asked) || holds?.test(text) === false) return text;
    spoilt ??= field.exec(text)?.[0];
    return spoilt === undefined ? text : text.replace(spoilt, wrong);
  };
}

describe('one record of each of ten vendors without its money or its day', () => {
  const machine = new Machine();
  const file = join(machine.folder, 'retailpulse.config.ts');
  let twins: RunningTwins;
  const proxies: Listening[] = [];
  let isOn = true;
  let run: Ended;

  beforeAll(async () => {
    twins = await startTwins(createSyntheticWorld({ size: 'tiny' }), { folder: join(machine.folder, 'exports') });
    const connections = [];
    const secrets: Record<string, unknown> = {
      'tenant/token_key': { version: 1, key: Buffer.alloc(32, 7).toString('base64') },
    };
    for (const [source, { settings, secret }] of Object.entries(TWINS)) {
      const proxy = await standBefore(twins.urls[source]!, { rewrite: spoiler(POISONS[source]!, () => isOn) });
      proxies.push(proxy);
      connections.push({ source, name: 'main', start: '2026-08-15T00:00:00Z', settings: settings(proxy.url) });
      secrets[`${source}/main`] = secret;
    }
    writeFileSync(file, `export default ${JSON.stringify({ connections, ml_models: [] })};\n`);
    writeFileSync(`${machine.home}.secrets.json`, JSON.stringify(secrets));
    run = await machine.start('--config', file);
  });
  afterAll(async () => {
    for (const one of [...proxies, twins]) await one.close();
    machine.forget();
  });

  const openFaults = async () => {
    const { faults } = await machine.status();
    return faults.faults.map(({ source, stream, field, effect }) => `${source}.${stream} ${field} ${effect}`);
  };

  it('costs that record: everything else is read and published', async () => {
    expect(run.stderr).toBe('');
    const { last_run, slices } = await machine.status();
    expect(last_run?.published).toBe(true);
    expect(slices.filter(({ outcome }) => outcome !== 'ok')).toEqual([]);
  });

  it.each(Object.entries(POISONS))('is named in console, status and alerts: %s', async (source, { stream }) => {
    const status = await machine.status();
    const text = JSON.stringify(status);
    expect(text).toContain(`"${source}"`);
    expect(run.stdout).toMatch(new RegExp(`${source}[. :/].*${stream}|${stream}.*${source}`));
    expect(status.alerts.map(({ title }) => title).join('\n')).toContain(`${source}`);
    expect((await openFaults()).join('\n')).toContain(`${source}.${stream}`);
  });

  it('is healed when it is read well, and nobody has to say so', async () => {
    isOn = false;
    // A vendor would show the corrected record in a later window; these twins stand still, so their past is read again.
    const sources = ['woocommerce', 'klaviyo', 'zendesk'];
    for (const source of sources)
      await machine.command('backfill', '--source', source, '--from', '2026-08-15', '--to', '2026-10-02');
    const still = await openFaults();
    expect(still.filter((one) => sources.some((source) => one.startsWith(source)))).toEqual([]);
  });
});
