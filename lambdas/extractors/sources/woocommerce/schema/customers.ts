// Customers and their addresses.
import { z } from 'zod';
import { pii } from '../../../engine/fields.ts';
import { ident, phpObject } from '../../../engine/loose-fields.ts';
import { number, text, word, yes } from '../../../engine/optional-fields.ts';
import { Dates, Links, Meta } from './fields.ts';

export const Address = phpObject({
  first_name: pii('name').nullish(),
  last_name: pii('name').nullish(),
  company: pii('company').nullish(),
  address_1: pii('street').nullish(),
  address_2: pii('street').nullish(),
  city: word(),
  state: word(),
  postcode: pii('postcode').nullish(),
  country: word(),
  email: pii('email').nullish(),
  phone: pii('phone').nullish(),
}).nullish();

export const Customer = z.looseObject({
  id: ident(),
  ...Dates,
  email: pii('email').nullish(),
  first_name: pii('name').nullish(),
  last_name: pii('name').nullish(),
  role: word(),
  username: pii('name').nullish(),
  billing: Address,
  shipping: Address,
  is_paying_customer: yes(),
  orders_count: number(),
  total_spent: number(),
  avatar_url: text(), // derived from the e-mail's hash
  meta_data: Meta,
  _links: Links,
});
