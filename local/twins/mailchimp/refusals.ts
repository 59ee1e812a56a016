// Refusals of Mailchimp, and of the edge in front of it.
import { json, type TwinAnswer } from '../kit.ts';

export const problem = (status: number, title: string, detail: string): TwinAnswer => ({
  ...json(status, {
    type: 'https://mailchimp.com/developer/marketing/docs/errors/',
    title,
    status,
    detail,
    instance: 'twin',
  }),
  headers: { 'content-type': 'application/problem+json; charset=utf-8' },
});

export const tooMany = () =>
  problem(429, 'Too Many Requests', 'You have exceeded the limit of 10 simultaneous connections.');

/** The edge in front of the API, which does not answer in JSON. */
export const forbidden = (): TwinAnswer => ({
  status: 403,
  headers: { 'content-type': 'text/html' },
  body: '<html><head><title>403 Forbidden</title></head><body>Forbidden</body></html>',
});

let refusals = 0;
/** Alternates between the API's and the edge's form. */
export const mailchimpRefusal = (): TwinAnswer => (refusals++ % 2 === 0 ? forbidden() : tooMany());
