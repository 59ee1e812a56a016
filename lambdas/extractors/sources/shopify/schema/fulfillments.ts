// Fulfillments.
import { z } from 'zod';
import { instant, pii } from '../../../engine/fields.ts';
import { label } from '../../../engine/loose-fields.ts';
import { gidOf, Ref } from './fields.ts';

export const Fulfillment = z.looseObject({
  id: gidOf('Fulfillment'),
  legacyResourceId: label().nullish(),
  name: z.string().nullish(),
  status: z.string().nullish(),
  displayStatus: z.string().nullish(),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  inTransitAt: instant().nullish(),
  deliveredAt: instant().nullish(),
  estimatedDeliveryAt: instant().nullish(),
  totalQuantity: z.number().int().nullish(),
  requiresShipping: z.boolean().nullish(),
  order: Ref.nullish(),
  location: Ref.nullish(),
  // Anyone with a tracking number can see the destination.
  trackingInfo: z.array(z.looseObject({ company: z.string().nullish(), number: pii('text').nullish() })).nullish(),
});
