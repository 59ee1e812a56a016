// Counts of a campaign's results.
import type { CampaignResults } from '../../../world/records/newsletter.ts';

/** Sums of a campaign's results. */
export interface Sums {
  readonly sent: number;
  readonly opens: number;
  readonly uniqueOpens: number;
  readonly clicks: number;
  readonly uniqueClicks: number;
  readonly hard: number;
  readonly soft: number;
  readonly unsubscribed: number;
  readonly complaints: number;
  readonly lastOpenAt?: number;
  readonly lastClickAt?: number;
}

export function sumsOf({ recipients, unsubscribed, complaints }: CampaignResults): Sums {
  let [opens, uniqueOpens, clicks, uniqueClicks, hard, soft] = [0, 0, 0, 0, 0, 0];
  let lastOpenAt: number | undefined;
  let lastClickAt: number | undefined;
  for (const { actions } of recipients) {
    let opened = 0;
    let clicked = 0;
    for (const { action, type, at } of actions) {
      if (action === 'open') {
        opened++;
        lastOpenAt = Math.max(at, lastOpenAt ?? at);
      } else if (action === 'click') {
        clicked++;
        lastClickAt = Math.max(at, lastClickAt ?? at);
      } else if (type === 'hard') hard++;
      else soft++;
    }
    opens += opened;
    clicks += clicked;
    if (opened > 0) uniqueOpens++;
    if (clicked > 0) uniqueClicks++;
  }
  return {
    sent: recipients.length,
    opens,
    uniqueOpens,
    clicks,
    uniqueClicks,
    hard,
    soft,
    unsubscribed: unsubscribed.length,
    complaints,
    ...(lastOpenAt === undefined ? {} : { lastOpenAt }),
    ...(lastClickAt === undefined ? {} : { lastClickAt }),
  };
}
