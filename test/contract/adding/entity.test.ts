// The entity of docs/adding.md beside ours: its vendor's rows reach the mart, and another vendor joins without an edit of either.
import { beforeAll, describe, expect, it } from 'vitest';
import { parseLibrary, type SqlLibrary } from '../../../lambdas/sql/library.ts';
import { Bench } from '../../golden/harness.ts';
import { EXAMPLES, ownFiles } from './page.ts';

const AS_OF = '2026-04-01T00:00:00Z';
const STAGING = 'models/staging/woocommerce/stg_woocommerce__product_reviews.sql';
const PART = 'models/intermediate/product_reviews/int_product_reviews__woocommerce.sql';
const MART = 'mart_product_ratings';

const filesWithEntity = async () =>
  new Map([...(await ownFiles()), ...[...EXAMPLES].filter(([file]) => /product_(reviews|ratings)/.test(file))]);

/** The mart and the models beneath it. */
function beneath(library: SqlLibrary): SqlLibrary {
  const names = [MART];
  for (const name of names) names.push(...library.models.get(name)!.parents);
  return { ...library, checks: [], models: new Map(names.map((name) => [name, library.models.get(name)!])) };
}

const review = (id: number, rating: number, date_created_gmt = '2026-03-01T10:00:00', status = 'approved') => ({
  ...{ id, product_id: 7, status, rating, verified: true, reviewer_email: 'email_v1_a', date_created_gmt },
});

describe('an entity with a vendor', () => {
  const ratings = async (files: ReadonlyMap<string, string>, ...shops: readonly string[]) => {
    const library = parseLibrary(files);
    const more = shops.map((source) => ({ source, stream: 'product_reviews' }));
    const bench = await Bench.open(beneath(library), more);
    try {
      for (const shop of ['woocommerce', ...shops])
        await bench.land({
          [`${shop}.product_reviews`]: [
            ...[review(1, 5), review(2, 2, '2026-03-02T10:00:00'), review(3, 0)],
            ...[review(4, 1, '2026-03-03T10:00:00', 'spam'), review(5, 1, '2026-04-01T00:00:00')],
          ],
        });
      await (await bench.build('first', AS_OF)).publish();
      return await bench.warehouse.query(`select product_key, reviews_count, average_rating,
        last_review_at::varchar as last_review_at from marts.${MART} order by product_key`);
    } finally {
      await bench.close();
    }
  };
  const row = (source: string) => ({
    ...{ product_key: `${source}:main:7`, reviews_count: 3, average_rating: '3.5000' },
    last_review_at: '2026-03-02 10:00:00',
  });
  let files: Map<string, string>;
  beforeAll(async () => {
    files = await filesWithEntity();
  });

  it('reaches the mart that reads its union', async () => {
    expect(await ratings(files)).toEqual([row('woocommerce')]);
  });

  it('takes a second vendor with one file beside its staging', async () => {
    const acme = [STAGING, PART].map((file) =>
      [file, files.get(file)!].map((text) => text.replaceAll('woocommerce', 'acme')),
    );
    const both = new Map([...files, ...(acme as [string, string][])]);
    expect(await ratings(both, 'acme')).toEqual([row('acme'), row('woocommerce')]);
  });

  it('is refused where its vendor names a column that the shape lacks', () => {
    const wrong = files.get(PART)!.replace('as is_approved', 'as is_shown');
    expect(() => parseLibrary(new Map([...files, [PART, wrong]]))).toThrow(
      /int_product_reviews__woocommerce\.sql:2\d: entity product_reviews .* has no column is_shown; the nearest is /,
    );
  });
});
