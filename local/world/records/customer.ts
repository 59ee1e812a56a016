// Customers and their addresses.
export interface Address {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly company?: string;
  readonly address1?: string;
  readonly city?: string;
  /** ISO 3166-2 subdivision without country, for example `CA`. */
  readonly provinceCode?: string;
  readonly countryCode: string;
  readonly zip?: string;
  readonly phone?: string;
}

export interface Customer {
  readonly id: string;
  readonly email?: string;
  readonly phone?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly state: 'ENABLED' | 'DISABLED' | 'INVITED' | 'DECLINED';
  readonly emailConsent: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NOT_SUBSCRIBED';
  readonly emailConsentAt?: number;
  readonly smsConsent: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NOT_SUBSCRIBED';
  readonly defaultAddress?: Address;
  readonly locale: string;
  readonly note?: string;
  readonly tags: readonly string[];
  readonly metafields: readonly Metafield[];
  readonly createdAt: number;
  readonly updatedAt: number;
}

interface Metafield {
  readonly namespace: string;
  readonly key: string;
  readonly type: string;
  readonly value: string;
}
