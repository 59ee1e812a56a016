// All twins of one world, on loopback.
import { scaledClock } from '../../lambdas/adapters/clock/system.ts';
import type { Clock } from '../../lambdas/ports/ports.ts';
import type { World } from '../world/world.ts';
import { type FaultPlan, Faults } from './faults.ts';
import { listen, type Refusal, type Twin, type TwinContext } from './kit.ts';
import { KLAVIYO_SECRET, klaviyoRefusal, klaviyoTwin } from './klaviyo/twin.ts';
import { mailchimp } from './mailchimp/declared.ts';
import { metaAds } from './meta_ads/declared.ts';
import { SHOPIFY_SECRET, shopifyRefusal, shopifyTwin } from './shopify/twin.ts';

export interface Declared {
  readonly make: (context: TwinContext) => Twin;
  readonly refusal: Refusal;
  readonly secret: unknown;
  /** Settings of a connection that reads the twin at `url`. */
  readonly settings: (url: string) => Record<string, unknown>;
  /** Stream → the ids of all records that exist at the world's `asOf`, told by the world itself. */
  readonly truth?: Readonly<Record<string, (world: World) => Iterable<string>>>;
}

/** Vendor → twin. */
export const TWINS: Readonly<Record<string, Declared>> = {
  shopify: {
    make: shopifyTwin,
    refusal: shopifyRefusal,
    secret: SHOPIFY_SECRET,
    settings: (url) => ({ shop: 'twin.myshopify.com', base_url: url }),
  },
  klaviyo: {
    make: klaviyoTwin,
    refusal: klaviyoRefusal,
    secret: KLAVIYO_SECRET,
    settings: (url) => ({ base_url: url }),
  },
  mailchimp,
  meta_ads: metaAds,
};

export interface TwinOptions {
  /** How much faster than ours the vendors' time runs; 100 unless told otherwise. */
  readonly timeScale?: number;
  readonly faults?: Partial<FaultPlan>;
  /** Vendors' time instead of a scaled one, for tests. */
  readonly clock?: Clock;
  /** `plus` unless told otherwise. */
  readonly shopifyPlan?: TwinContext['shopifyPlan'];
  readonly folder: string;
}

export interface RunningTwins {
  /** Vendor → base URL. */
  readonly urls: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export async function startTwins(
  world: World,
  { timeScale = 100, clock = scaledClock(world.asOf, timeScale), faults, shopifyPlan = 'plus', folder }: TwinOptions,
): Promise<RunningTwins> {
  const urls: Record<string, string> = {};
  const closers: (() => Promise<void>)[] = [];
  for (const [vendor, { make, refusal }] of Object.entries(TWINS)) {
    const planned = new Faults(faults);
    const { url, close } = await listen(
      (baseUrl) => make({ world, clock, faults: planned, folder, baseUrl, shopifyPlan }),
      planned,
      refusal,
    );
    urls[vendor] = url;
    closers.push(close);
  }
  return {
    urls,
    close: async () => {
      for (const close of closers) await close();
    },
  };
}
