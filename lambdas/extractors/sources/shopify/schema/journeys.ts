// The visits that led to an order.
import { z } from 'zod';
import { instant, pii } from '../../../engine/fields.ts';
import { Count, gid, gidOf, nodes } from './fields.ts';

const Visit = z.looseObject({
  id: gid().nullish(),
  occurredAt: instant().nullish(),
  source: z.string().nullish(),
  sourceType: z.string().nullish(),
  // URLs carry arbitrary query strings.
  referrerUrl: pii('text').nullish(),
  landingPage: pii('text').nullish(),
  utmParameters: z
    .looseObject({
      source: z.string().nullish(),
      medium: z.string().nullish(),
      campaign: z.string().nullish(),
      content: pii('text').nullish(),
      term: pii('text').nullish(),
    })
    .nullish(),
});

export const Journey = z.looseObject({
  id: gidOf('Order'),
  createdAt: instant().nullish(),
  updatedAt: instant().nullish(),
  customerJourneySummary: z
    .looseObject({
      ready: z.boolean().nullish(),
      customerOrderIndex: z.number().int().nullish(),
      daysToConversion: z.number().int().nullish(),
      momentsCount: Count.nullish(),
      moments: nodes(Visit),
    })
    .nullish(),
});
