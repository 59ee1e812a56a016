// All twins of one world, on loopback.
import { scaledClock } from '../../lambdas/adapters/clock/system.ts';
import type { Source } from '../../lambdas/extractors/engine/source.ts';
import type { Clock } from '../../lambdas/ports/ports.ts';
import type { World } from '../world/world.ts';
import type { Declared } from './declared.ts';
import { ecb } from './ecb/declared.ts';
import { type FaultPlan, Faults } from './faults.ts';
import { ga4 } from './ga4/declared.ts';
import { googleAds } from './google_ads/declared.ts';
import { intercom } from './intercom/declared.ts';
import { listen, type TwinContext } from './kit.ts';
import { klaviyo } from './klaviyo/declared.ts';
import { magento } from './magento/declared.ts';
import { mailchimp } from './mailchimp/declared.ts';
import { metaAds } from './meta_ads/declared.ts';
import { shopify } from './shopify/declared.ts';
import { woocommerce } from './woocommerce/declared.ts';
import { zendesk } from './zendesk/declared.ts';

/** Vendor → twin. */
export const TWINS: Readonly<Record<string, Declared>> = {
  shopify,
  klaviyo,
  mailchimp,
  intercom,
  zendesk,
  ga4,
  google_ads: googleAds,
  meta_ads: metaAds,
  woocommerce,
  magento,
  ecb,
};

/** Sources whose vendor has a twin; dropped files have no vendor. */
export const withTwins = (sources: readonly Source[]): readonly Source[] =>
  sources.filter(({ name }) => TWINS[name] !== undefined);

export interface TwinOptions {
  /** Speed of the vendors' time relative to ours; defaults to 100. */
  readonly timeScale?: number;
  readonly faults?: Partial<FaultPlan>;
  /** Vendors' time instead of a scaled one, for tests. */
  readonly clock?: Clock;
  /** Defaults to `plus`. */
  readonly shopifyPlan?: TwinContext['shopifyPlan'];
  readonly folder: string;
  /** Vendors to serve; defaults to all. */
  readonly only?: readonly string[];
}

export interface RunningTwins {
  /** Vendor → base URL. */
  readonly urls: Readonly<Record<string, string>>;
  /** Vendor → faults injected there on demand. */
  readonly faults: Readonly<Record<string, Faults>>;
  close(): Promise<void>;
}

export async function startTwins(
  world: World,
  {
    timeScale = 100,
    clock = scaledClock(world.asOf, timeScale),
    faults,
    shopifyPlan = 'plus',
    folder,
    only,
  }: TwinOptions,
): Promise<RunningTwins> {
  const urls: Record<string, string> = {};
  const closers: (() => Promise<void>)[] = [];
  const misbehaviour: Record<string, Faults> = {};
  for (const [vendor, { make, refusal, serves }] of Object.entries(TWINS)) {
    if ((only && !only.includes(vendor)) || serves?.(world) === false) continue;
    const planned = new Faults(faults);
    misbehaviour[vendor] = planned;
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
    faults: misbehaviour,
    close: async () => {
      for (const close of closers) await close();
    },
  };
}
