// The questions that a twin may ask of a world. Worlds know nothing of vendors' wire formats; twins know nothing of how a
// world is made.
// The records themselves stand in records/, a file a subject; times are integer milliseconds UTC, money is integer minor
// units (cents, pence) of the currency named beside it, ids are decimal strings, unique within their collection and never
// reused.

import type { Advertising } from './media/ads.ts';
import type { ReferenceRates } from './money/exchange-rates.ts';
import type { Chat } from './records/chat.ts';
import type { Helpdesk } from './records/helpdesk.ts';
import type { Mail } from './records/mail.ts';
import type { Newsletter } from './records/newsletter.ts';
import type { Shop } from './records/shop.ts';
import type { Stores } from './records/stores.ts';
import type { Traffic } from './site/traffic.ts';

export interface World {
  readonly kind: 'synthetic' | 'replay';
  /** Names the world and its options; the tenant's token key of a demo home is derived from it. */
  readonly seed: string;
  /** Opening of the shop: nothing is older. */
  readonly start: number;
  /** The default vendor "now" and the pipeline's `as_of`. */
  readonly asOf: number;
  readonly shop: Shop;
  readonly mail: Mail;
  /** The shops on other software, where the world has them: made when first asked for. */
  readonly stores?: Stores;
  /** The second mailer and both help desks, where the world has them: made when first asked for. */
  readonly newsletter?: Newsletter;
  readonly helpdesk?: Helpdesk;
  readonly chat?: Chat;
  /** The advertising accounts, and the site's analytics, where the world has them: made when first asked for. */
  readonly ads?: Advertising;
  readonly traffic?: Traffic;
  /** What the central bank publishes, where the world has several currencies. */
  readonly referenceRates?: ReferenceRates;
  /** Rows of the input that no vendor could hold; empty for a synthetic world. */
  readonly notRepresentable: readonly NotRepresentable[];
}

export interface NotRepresentable {
  readonly reason: string;
  /** Rows it is about: they stand nowhere, or not quite as the input had them. */
  readonly rows: number;
  /** Invoices of which nothing stands anywhere, each counted once, at its first such row. */
  readonly invoices: number;
  /** The amount by which it reduces Σ quantity × unit price, as an exact decimal text in the shop's currency. */
  readonly amount: string;
  /** Local month `YYYY-MM` the amount belongs to. */
  readonly month: string;
}
