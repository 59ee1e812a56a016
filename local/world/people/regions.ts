/** Where people live. `zone` is hours from UTC in winter; taxes are per cent, exclusive in US, CA and AU. */
export interface Region {
  readonly country: string;
  readonly province: string;
  readonly city: string;
  readonly postcode: string;
  readonly share: number;
  readonly zone: number;
  readonly taxPercent: number;
  readonly storefront: Storefront;
  readonly currency: string;
}

export type Storefront = 'shopify' | 'woocommerce' | 'magento';

const us = (province: string, city: string, postcode: string, zone: number, taxPercent: number): Region => ({
  country: 'US',
  province,
  city,
  postcode,
  share: 4.4,
  zone,
  taxPercent,
  storefront: 'shopify',
  currency: 'USD',
});

/** The first fourteen are the US areas of the geographic experiment. */
export const REGIONS: readonly Region[] = [
  us('NY', 'Albany', '12207', -5, 8),
  us('MA', 'Worcester', '01608', -5, 6.25),
  us('PA', 'Lancaster', '17602', -5, 6),
  us('FL', 'Tampa', '33602', -5, 7.5),
  us('GA', 'Macon', '31201', -5, 8),
  us('OH', 'Dayton', '45402', -5, 7.5),
  us('IL', 'Peoria', '61602', -6, 10),
  us('TX', 'Waco', '76701', -6, 8.25),
  us('MN', 'Duluth', '55802', -6, 8.875),
  us('CO', 'Boulder', '80302', -7, 8.845),
  us('AZ', 'Mesa', '85201', -7, 8.3),
  us('CA', 'Fresno', '93721', -8, 8.35),
  us('OR', 'Salem', '97301', -8, 0),
  us('WA', 'Spokane', '99201', -8, 9),
  {
    country: 'CA',
    province: 'ON',
    city: 'Guelph',
    postcode: 'N1H 3A1',
    share: 4.4,
    zone: -5,
    taxPercent: 5,
    storefront: 'shopify',
    currency: 'CAD',
  },
  {
    country: 'AU',
    province: 'VIC',
    city: 'Geelong',
    postcode: '3220',
    share: 4,
    zone: 10,
    taxPercent: 10,
    storefront: 'shopify',
    currency: 'AUD',
  },
  {
    country: 'GB',
    province: '',
    city: 'Leeds',
    postcode: 'LS1 4DY',
    share: 13,
    zone: 0,
    taxPercent: 20,
    storefront: 'magento',
    currency: 'GBP',
  },
  {
    country: 'DE',
    province: '',
    city: 'Kassel',
    postcode: '34117',
    share: 8,
    zone: 1,
    taxPercent: 19,
    storefront: 'woocommerce',
    currency: 'EUR',
  },
  {
    country: 'FR',
    province: '',
    city: 'Dijon',
    postcode: '21000',
    share: 5,
    zone: 1,
    taxPercent: 20,
    storefront: 'woocommerce',
    currency: 'EUR',
  },
  {
    country: 'NL',
    province: '',
    city: 'Breda',
    postcode: '4811 AB',
    share: 4,
    zone: 1,
    taxPercent: 21,
    storefront: 'woocommerce',
    currency: 'EUR',
  },
];

export const US_AREAS = 14;
const TRACKING: Readonly<Record<string, number>> = { US: 0.82, GB: 0.75, FR: 0.6, NL: 0.6, DE: 0.48 };
/** Share of people who accept ad tracking. */
export const trackingAccepted = (country: string): number => TRACKING[country] ?? 0.72;
