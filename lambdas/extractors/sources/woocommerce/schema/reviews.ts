// Reviews by buyers.
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { ident } from '../../../engine/loose-fields.ts';
import { number, ref, text, time, word, yes } from '../../../engine/optional-fields.ts';
import { Links } from './fields.ts';

export const ProductReview = z.looseObject({
  id: ident(),
  date_created: time(),
  date_created_gmt: time(),
  product_id: ref(),
  product_name: word(),
  product_permalink: text(),
  status: word(),
  reviewer: pii('name').nullish(),
  reviewer_email: pii('email').nullish(),
  review: text(),
  rating: number(),
  verified: yes(),
  reviewer_avatar_urls: undeclared(),
  _links: Links,
});
