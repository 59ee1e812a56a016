// Results of campaigns, counted once per campaign.
import type { CampaignResults, Newsletter } from '../../world/records/newsletter.ts';
import { type Sums, sumsOf } from './records/sums.ts';

/** Sums are computed once per campaign, and the details of the last requested campaign are cached. */
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
