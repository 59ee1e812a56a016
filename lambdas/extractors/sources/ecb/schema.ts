// Observations of the ECB's dataflow EXR as flat objects: a dimension is a field, its value the code of the answer.
// https://data.ecb.europa.eu/help/api/data
import { z } from 'zod';
import { amount } from '../../engine/loose-fields.ts';

const code = () => z.string().regex(/^[A-Z0-9_]{1,10}$/);

export const Rate = z.looseObject({
  TIME_PERIOD: z.string().regex(/^\d{4}-\d\d-\d\d$/, 'expected a day'),
  CURRENCY: z.string().regex(/^[A-Z]{3}$/, 'expected a currency'),
  CURRENCY_DENOM: code().nullish(),
  FREQ: code().nullish(),
  EXR_TYPE: code().nullish(),
  EXR_SUFFIX: code().nullish(),
  /** Units of the currency for one euro. */
  OBS_VALUE: amount(),
});
