import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningTwins, startTwins, TWINS } from '../../../local/twins/server.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { Machine } from '../helpers/machine.ts';

/** Two shops and a mailer as a configuration names them: real connections, whose addresses happen to be twins. */
describe('shops of a configuration', () => {
  const machine = new Machine();
  const file = join(machine.folder, 'retailpulse.config.ts');
  let twins: RunningTwins;
  beforeAll(async () => {
    twins = await startTwins(createSyntheticWorld({ size: 'tiny' }), { folder: join(machine.folder, 'exports') });
    const { shopify, klaviyo } = TWINS;
    const of = (source: string, name: string) => ({
      source,
      name,
      start: '2026-06-01T00:00:00Z',
      settings: TWINS[source]!.settings(twins.urls[source]!),
    });
    const config = { connections: [of('shopify', 'eu'), of('shopify', 'us'), of('klaviyo', 'main')] };
    writeFileSync(file, `export default ${JSON.stringify(config)};\n`);
    const key = Buffer.alloc(32, 7).toString('base64');
    writeFileSync(
      `${machine.home}.secrets.json`,
      JSON.stringify({
        'shopify/eu': shopify!.secret,
        'shopify/us': shopify!.secret,
        'klaviyo/main': klaviyo!.secret,
        'tenant/token_key': { version: 1, key },
      }),
    );
  });
  afterAll(async () => {
    await twins.close();
    machine.forget();
  });

  it('are read side by side, each under its own name', async () => {
    const run = await machine.start('--config', file);
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    const orders = await machine.query<{ connection: string; orders: number; keys: number }>(
      'select connection, count(*) as orders, count(distinct order_key) as keys from fct_orders group by 1 order by 1',
    );
    expect(orders.map((one) => one.connection)).toEqual(['eu', 'us']);
    expect(orders[0]?.orders).toBe(orders[1]?.orders);
    const [all] = await machine.query('select count(distinct order_key) as n from fct_orders');
    expect(all?.n).toBe(orders[0]!.orders * 2);
  });

  it('says which account a wrong configuration means', async () => {
    const wrong = new Machine();
    writeFileSync(`${wrong.home}.config.ts`, "export default { connections: [{ source: 'shopfy', name: 'Main' }] };\n");
    const run = await wrong.start('--config', `${wrong.home}.config.ts`);
    wrong.forget();
    expect(run.code).toBe(1);
    expect(run.stderr).toMatch(/ConfigError: [\s\S]*connections\.0\.name: a name is lower case letters/);
  });
});
