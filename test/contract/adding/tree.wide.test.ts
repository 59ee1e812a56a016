// The page and the ML model of docs/adding.md, added to a copy of the project and run: published and served; trained, measured,
// promoted, scored and deployed.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { PageManifest } from '../../../lambdas/contracts/tile/page.ts';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { runIn, treeWith, typeErrors } from './tree.ts';

interface Learned {
  readonly trained: { readonly promoted: boolean; readonly serve_key: string; readonly model_key: string };
  readonly scored: { readonly table: string; readonly rows: number };
  readonly scores: readonly { readonly customer_key: string; readonly expected_orders: number }[];
  readonly card: Readonly<Record<string, unknown>> & {
    readonly metrics: { readonly rmse: number };
    readonly baseline: { readonly metrics: { readonly rmse: number } };
  };
  readonly learning: readonly string[];
  readonly deployed: readonly string[];
}

interface Shown {
  readonly manifest: PageManifest;
  readonly tile: Tile;
  readonly served: boolean;
  readonly atTheEdge: string;
  readonly keys: readonly string[];
}

const MINUTES = 240_000;
const PAGE = ['lambdas/contracts/pages.ts', 'sql/reports/countries/'];
const MODEL = [
  'lambdas/ml/',
  'sql/models/features/ftr_repeat_purchase.sql',
  'sql/models/marts/scores/mart_repeat_purchase.sql',
];
let tree: string;
let touched: string[];
beforeAll(async () => {
  ({ tree, touched } = await treeWith(...PAGE, ...MODEL, 'sql/models/marts/sales/', 'lambdas/alerts/'));
}, MINUTES);

it(
  'leaves nothing to do elsewhere: what reads the registries compiles',
  async () => expect(await typeErrors(tree)).toBe(''),
  MINUTES,
);

describe('a page', () => {
  let shown: Shown;
  beforeAll(async () => {
    shown = (await runIn(tree, 'test/contract/adding/page-main.ts')) as Shown;
  }, MINUTES);

  it('is one entry and its reports', () =>
    expect(touched.filter((file) => PAGE.some((part) => file.startsWith(part)))).toEqual([
      'lambdas/contracts/pages.ts',
      'sql/reports/countries/countries_sales.sql',
    ]));

  it('is published with its reports', () => {
    expect(shown.manifest.tiles).toEqual([{ tile: 'countries_sales', title: 'Where customers live', span: 12 }]);
    expect(shown.tile.body).toMatchObject({
      kind: 'table',
      rows: [
        ['FR', 2],
        ['unknown', 1],
      ],
    });
  });

  it('is served at its address by one machine and at the edge, and has a key of its own', () => {
    expect(shown).toMatchObject({ served: true, atTheEdge: '/index.html' });
    expect(new Set(shown.keys).size).toBe(shown.keys.length);
  });

  it('is in the navigation of the app', async () => {
    const assets = join(tree, 'dist/web/assets');
    const scripts = (await readdir(assets)).filter((name) => name.endsWith('.js'));
    const texts = await Promise.all(scripts.map((name) => readFile(join(assets, name), 'utf8')));
    const [navigation] = texts.filter((text) => text.includes('Countries'));
    // The list that the navigation draws is the registry, whole.
    expect(navigation).toMatch(/Overview[\s\S]{0,400}Customers[\s\S]{0,400}Countries[\s\S]{0,400}Data health/);
  });
});

describe('a model that learns', () => {
  let learned: Learned;
  beforeAll(async () => {
    learned = (await runIn(tree, 'test/contract/adding/learn-main.ts')) as Learned;
  }, MINUTES);

  it('touches its folder, the registry, its features and its score table', () => {
    const own = touched.filter((file) => MODEL.some((part) => file.startsWith(part)));
    const places = new Set(own.map((file) => file.replace(/^(lambdas\/ml\/repeat-purchase)\/.*/, '$1')));
    expect([...places].sort()).toEqual([
      'lambdas/ml/index.ts',
      'lambdas/ml/repeat-purchase',
      'sql/models/features/ftr_repeat_purchase.sql',
      'sql/models/marts/scores/mart_repeat_purchase.sql',
    ]);
  });

  it('serves because it beats the simple rule, and its card says so', () => {
    const { trained, card } = learned;
    expect(trained).toMatchObject({ promoted: true, serve_key: trained.model_key });
    expect(card).toMatchObject({
      name: 'repeat_purchase',
      title: 'Repeat purchases',
      kind: 'own_rate',
      promoted: true,
    });
    expect(card.metrics.rmse).toBeLessThan(card.baseline.metrics.rmse / 2);
  });

  it('scores everybody: who orders every ten days is expected nine times in ninety', () => {
    expect(learned.scored).toMatchObject({ table: 'marts.mart_repeat_purchase', rows: 300 });
    const [often, seldom, now] = learned.scores.map(({ expected_orders }) => expected_orders);
    expect(Math.abs(often! - 9)).toBeLessThan(1);
    expect(seldom).toBeLessThan(0.7);
    expect(Math.abs(now! - 1)).toBeLessThan(0.25);
  });

  it('learns in every run unless the configuration leaves it out, in functions and a machine of its own', () => {
    expect(learned.learning).toContain('repeat_purchase');
    expect(learned.deployed.toSorted()).toEqual([
      'retailpulse-dev-learn-repeat_purchase',
      'retailpulse-dev-score-repeat-purchase',
      'retailpulse-dev-train-repeat-purchase',
    ]);
  });
});
