// Klaviyo's refusals.
import { json, type TwinAnswer } from '../kit.ts';

export const problem = (status: number, code: string, detail: string): TwinAnswer =>
  json(status, { errors: [{ id: '0', status, code, title: code, detail, source: {} }] });

export const throttled = (seconds: number): TwinAnswer =>
  ({
    ...problem(429, 'throttled', `Request was throttled. Expected available in ${seconds} seconds.`),
    headers: { 'content-type': 'application/vnd.api+json', 'retry-after': String(seconds) },
  }) satisfies TwinAnswer;

export const klaviyoRefusal = (): TwinAnswer => throttled(1);
