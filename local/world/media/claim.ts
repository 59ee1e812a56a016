// The claims of the advertising platforms: each credits itself with orders that followed one of its ads, whatever caused them.
import type { Placement } from './ad-placement.ts';
import type { Platform } from './ad-plan.ts';

export const ACCOUNT_ZONE: Readonly<Record<Platform, string>> = {
  meta: 'America/Los_Angeles',
  google: 'America/New_York',
};
/** Dollars of the shops' currencies: accounts are kept in dollars. */
export const DOLLARS: Readonly<Record<string, number>> = { shopify: 1, woocommerce: 1.08, magento: 1.27 };

export type ClaimWindow = '1d_view' | '1d_click' | '7d_click' | '28d_click' | '30d_click';

/** One platform's credit to itself for one order. Times are milliseconds UTC; values minor units of a dollar. */
export interface Claim extends Placement {
  readonly platform: Platform;
  readonly channel: number;
  /** Position among the filled orders. */
  readonly order: number;
  readonly person: number;
  readonly n: number;
  readonly touchAt: number;
  readonly convertedAt: number;
  /** Days of the account: of the click or view, and of the order. */
  readonly touchDay: number;
  readonly convertedDay: number;
  /** The narrowest window that holds it. */
  readonly window: ClaimWindow;
  /** Part of the order that is claimed: Google splits one order over its own touches. */
  readonly credit: number;
  readonly visibleFrom: number;
  /** Taken back; infinite for most. */
  readonly withdrawnAt: number;
  readonly modelled: boolean;
  /** The order's value, and what refunds left of it, from when on; the first stands from the conversion. */
  readonly values: readonly { readonly at: number; readonly value: number }[];
  /** The channel really brought the order. */
  readonly isCause: boolean;
}

/** The value of a claim as shown at `asOf`; undefined when it is not, or no longer, shown. */
export function worthAt(claim: Claim, asOf: number): number | undefined {
  if (claim.visibleFrom > asOf || claim.withdrawnAt <= asOf) return undefined;
  return claim.values.findLast((one) => one.at <= Math.max(asOf, claim.convertedAt))!.value;
}

/** Claims inside the platforms' standard windows, which the calibration counts. */
export const isStandard = ({ window }: Claim): boolean => window !== '28d_click';
