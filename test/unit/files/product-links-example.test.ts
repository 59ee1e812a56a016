import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { productLinks } from '../../../docs/examples/product-links/settings.ts';
import { dropped } from './dropped.ts';

const EXAMPLE = new URL('../../../docs/examples/product-links/product-links.csv', import.meta.url);

it('the template of links between products is read as it stands, the person who decided as a token', async () => {
  const text = readFileSync(EXAMPLE, 'utf8');
  const given = dropped({ 'product-links.csv': text }, undefined, { product_links: productLinks });
  expect(await given.problems()).toEqual([]);
  const { rows, drift } = await given.landed();
  expect(drift).toEqual({});
  const { values } = rows.find(({ line }) => line === 3)!;
  expect(values).toMatchObject({
    ...{ action: 'unlink', product_a: 'shopify:main:44020', product_b: 'woocommerce:main:77' },
    at: '2026-03-02T10:00:00Z',
  });
  expect(values.by).toMatch(/^name_/);
});
