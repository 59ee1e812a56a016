import { afterAll, describe, expect, it } from 'vitest';
import { afterFirstRun } from '../../e2e/helpers/calm.ts';
import { Machine } from '../../e2e/helpers/machine.ts';

const FAULTS = ['--fault-rate', '0.05', '--fault-seed', '11'];

const { machine: calm } = await afterFirstRun();

describe('vendors that fail in one answer of twenty, and one that gives less than it counts', () => {
  const short = new Machine();
  afterAll(() => {
    calm.forget();
    short.forget();
  });

  it('fail the slice that is one record short, with both counts, and no row differs after the next good run', async () => {
    const run = await short.start('--world', 'tiny', ...FAULTS, '--under-deliver', 'orders');
    expect(run.code, run.stdout).toBe(3);
    const { slices, last_run } = await short.status();
    expect(last_run).toMatchObject({ outcome: 'degraded', published: true });
    // Three shops have orders; each is one short, and each says so.
    const orders = slices.filter(({ stream, outcome }) => stream === 'orders' && outcome === 'failed');
    expect([...new Set(orders.map(({ source }) => source))].sort()).toEqual(['magento', 'shopify', 'woocommerce']);
    const failed = orders.find(({ source }) => source === 'shopify');
    expect(failed?.outcome).toBe('failed');
    expect(failed?.error).toMatch(
      /CompletenessError: shopify\.orders of connection main: the vendor counts \d+ records .* \d+ arrived/,
    );
    const [counted, arrived] =
      /counts (\d+) .*, (\d+) arrived/
        .exec(failed?.error ?? '')
        ?.slice(1)
        .map(Number) ?? [];
    expect(counted! - arrived!).toBe(1);
    expect(short.marts()).not.toEqual(calm.marts());

    expect((await short.start()).code).toBe(0);
    const status = await short.status();
    expect(status.slices.every((slice) => slice.outcome === 'ok')).toBe(true);
    expect(status.watermarks.every((one) => one.gaps === 0)).toBe(true);
    expect(short.marts()).toEqual(calm.marts());
  });
});
