// What came of campaigns, counted once a campaign.
import type { CampaignResults, Newsletter } from '../../world/records/newsletter.ts';
import { type Sums, sumsOf } from './records/sums.ts';

/** Results are summed once a campaign, and those of the campaign asked for last are kept whole. */
class Results {
  readonly #news: Newsletter;
  readonly #sums = new Map<string, Sums>();
  #last: { readonly id: string; readonly results: CampaignResults } | undefined;

  constructor(news: Newsletter) {
    this.#news = news;
  }

  of(id: string): CampaignResults {
    if (this.#last?.id !== id) this.#last = { id, results: this.#news.resultsOf(id) };
    return this.#last.results;
  }

  sums(id: string): Sums {
    const known = this.#sums.get(id) ?? sumsOf(this.of(id));
    this.#sums.set(id, known);
    return known;
  }
}

const kept = new WeakMap<Newsletter, Results>();
export const resultsOf = (news: Newsletter): Results => {
  const known = kept.get(news) ?? new Results(news);
  kept.set(news, known);
  return known;
};
