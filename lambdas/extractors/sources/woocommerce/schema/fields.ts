// Answers of WooCommerce's REST API (wc/v3), parsed loosely: money is text, a missing number an empty text, and every
// plugin adds fields of its own in `meta_data`, whose values are kept as tokens.
// https://woocommerce.github.io/woocommerce-rest-api-docs/
import { z } from 'zod';
import { undeclared } from '../../../engine/fields.ts';
import { ident, phpList, reference, label as wordOrNumber } from '../../../engine/loose-fields.ts';
import { ref, text, time, word, yes } from '../../../engine/optional-fields.ts';

/** A number that some shops send as text, with their own currency signs. */
export const label = () => wordOrNumber().nullish();
export const refs = () => phpList(reference()).nullish();

/** Creation and change times, by the site's clock and in UTC. */
export const Dates = {
  date_created: time(),
  date_created_gmt: time(),
  date_modified: time(),
  date_modified_gmt: time(),
};

export const Meta = phpList(
  z.looseObject({
    id: ref(),
    key: word(),
    value: undeclared(),
    display_key: text(),
    display_value: undeclared(),
  }),
).nullish();

/** URLs of the API itself: they hold only ids. */
const Link = z
  .array(
    z.looseObject({
      href: word(),
      embeddable: yes(),
      templated: yes(),
      name: word(),
      targetHints: z.looseObject({ allow: z.array(z.string()).nullish() }).nullish(),
    }),
  )
  .nullish();
export const Links = z
  .looseObject({
    self: Link,
    collection: Link,
    up: Link,
    customer: Link,
    reviewer: Link,
    refunded_by: Link,
    email_templates: Link,
  })
  .nullish();

/** Of a sweep that lists only ids. */
export const Key = z.looseObject({ id: ident() });
