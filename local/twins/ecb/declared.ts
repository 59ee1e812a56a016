import type { Declared } from '../declared.ts';
import { ECB_TRUTH } from './truth.ts';
import { ecbRefusal, ecbTwin } from './twin.ts';

export const ecb: Declared = {
  make: ecbTwin,
  refusal: ecbRefusal,
  secret: {},
  settings: (url) => ({ base_url: url, currencies: ['AUD', 'CAD', 'GBP', 'USD'] }),
  truth: ECB_TRUTH,
  serves: ({ referenceRates }) => referenceRates !== undefined,
};
