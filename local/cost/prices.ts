/**
 * Unit prices in US dollars, us-east-1, as published on the day below; without free tiers and discounts. Another region or contract:
 * change them here.
 */
export const PRICES = {
  as_of: '2026-11-24',
  currency: 'USD',
  /** arm64, first tier. https://aws.amazon.com/lambda/pricing/ */
  lambda_gb_second: 0.0000133334,
  lambda_request: 0.2 / 1e6,
  /** https://aws.amazon.com/s3/pricing/ */
  s3_put: 0.005 / 1000,
  s3_get: 0.0004 / 1000,
  s3_gb_month: 0.023,
  /** Standard workflows. https://aws.amazon.com/step-functions/pricing/ */
  state_transition: 0.025 / 1000,
  /** Credits for each file loaded by a pipe. https://www.snowflake.com/legal-files/CreditConsumptionTable.pdf */
  snowpipe_file_credits: 0.06 / 1000,
  /** Standard edition, AWS us-east-1. */
  snowflake_credit: 2,
} as const;
