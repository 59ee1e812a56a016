import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { identityLinks } from '../../../docs/examples/identity-links/settings.ts';
import { dropped } from './dropped.ts';

const EXAMPLE = new URL('../../../docs/examples/identity-links/identity-links.csv', import.meta.url);
const read = (text: string) => dropped({ 'identity-links.csv': text }, undefined, { identity_links: identityLinks });

describe('the template of links between records', () => {
  it('is read as it stands: records by their keys, the person who decided as a token', async () => {
    const given = read(readFileSync(EXAMPLE, 'utf8'));
    expect(await given.problems()).toEqual([]);
    const { rows, drift } = await given.landed();
    expect(drift).toEqual({});
    const { values } = rows.find(({ line }) => line === 3)!;
    expect(values).toMatchObject({
      action: 'unlink',
      record_a: 'shopify:main:6940095570',
      record_b: 'klaviyo:main:01GDDKASAP8TKDDA2GRZDSVP4H',
      at: '2026-03-02T10:00:00Z',
    });
    expect(values.by).toMatch(/^name_/);
  });

  it('refuses a time without a day by file, line and column', async () => {
    const given = read('action,record_a,record_b,reason,by,at\nlink,a,b,c,d,noon\n');
    expect((await given.problems()).join()).toMatch(/identity-links\.csv.*line 2.*at/);
  });
});
