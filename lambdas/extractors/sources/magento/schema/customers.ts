// Customers and their addresses.
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { ident, phpObject } from '../../../engine/loose-fields.ts';
import { number, ref, text, time, word, yes } from '../../../engine/optional-fields.ts';
import { Attributes, name } from './fields.ts';

const Person = {
  prefix: name(),
  firstname: name(),
  middlename: name(),
  lastname: name(),
  suffix: name(),
};
const Place = {
  company: pii('company').nullish(),
  street: z.union([z.array(pii('street')), pii('street')]).nullish(),
  city: word(),
  region_id: ref(),
  postcode: pii('postcode').nullish(),
  country_id: word(),
  telephone: pii('phone').nullish(),
  fax: pii('phone').nullish(),
  vat_id: text(),
  extension_attributes: undeclared(),
};

export const OrderAddress = z
  .looseObject({
    ...Person,
    ...Place,
    entity_id: ref(),
    parent_id: ref(),
    address_type: word(),
    customer_id: ref(),
    customer_address_id: ref(),
    email: pii('email').nullish(),
    region: word(),
    region_code: word(),
  })
  .nullish();

const CustomerAddress = z.looseObject({
  ...Person,
  ...Place,
  id: ref(),
  customer_id: ref(),
  region: z
    .union([
      z.looseObject({ region_code: word(), region: word(), region_id: ref(), extension_attributes: undeclared() }),
      z.string(),
    ])
    .nullish(),
  default_shipping: yes(),
  default_billing: yes(),
  custom_attributes: Attributes,
});

export const Customer = z.looseObject({
  ...Person,
  id: ident(),
  group_id: ref(),
  website_id: ref(),
  store_id: ref(),
  created_at: time(),
  updated_at: time(),
  created_in: word(),
  confirmation: text(),
  email: pii('email').nullish(),
  dob: pii('birthday').nullish(),
  gender: number(),
  taxvat: text(),
  default_billing: ref(),
  default_shipping: ref(),
  disable_auto_group_change: yes(),
  addresses: z.array(CustomerAddress).nullish(),
  extension_attributes: phpObject({
    is_subscribed: yes(),
    assistance_allowed: number(),
    company_attributes: undeclared(),
  }).nullish(),
  custom_attributes: Attributes,
});
export const CustomerKey = z.looseObject({ id: ident() });
