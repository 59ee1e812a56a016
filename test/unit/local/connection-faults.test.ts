import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../lambdas/contracts/errors.ts';
import type { Secrets } from '../../../lambdas/ports/ports.ts';
import { connectionFaults } from '../../../local/connection-faults.ts';

const secrets: Secrets = {
  get: async (name) => {
    if (name === 'klaviyo/main') return { value: {}, version: '1' };
    throw new ConfigError(`no secret '${name}'`);
  },
  replace: async () => false,
};

describe('a configuration with several faults', () => {
  const written = {
    connections: [
      { source: 'shopify', name: 'main', settings: {} },
      { source: 'klaviyo', name: 'main' },
      { source: 'woocommerce', name: 'Main', settings: {} },
      { source: 'magentoo', name: 'main' },
      { source: 'klaviyo', name: 'main' },
    ],
  };

  it('names all of them at once, each with its field and an example', async () => {
    const text = (await connectionFaults(written, secrets)).join('\n');
    expect(text).toMatch(/connection shopify\/main: settings are wrong: .*; for example settings: \{/);
    expect(text).toMatch(/connection klaviyo\/main: secret klaviyo\/main is wrong: api_key: .*"api_key"/);
    expect(text).toMatch(/KLAVIYO__MAIN__API_KEY=…/);
    expect(text).toMatch(/connections\.2\.name: a name is lower case letters/);
    expect(text).toMatch(/no source is called 'magentoo'; known are/);
    expect(text).toMatch(/connection klaviyo\/main is configured twice/);
  });

  it('says of a missing secret what belongs where', async () => {
    const [fault] = await connectionFaults(
      { connections: [{ source: 'woocommerce', name: 'eu', settings: { base_url: 'https://shop.example' } }] },
      secrets,
    );
    expect(fault).toMatch(
      /^connection woocommerce\/eu: secret woocommerce\/eu is missing; for example "woocommerce\/eu": \{/,
    );
    expect(fault).toMatch(/WOOCOMMERCE__EU__\w+=…/);
  });
});
