// Mailchimp’s Marketing API 3.0 formats of times, shares, address hashes and links.
import { createHash } from 'node:crypto';

/** Mailchimp's times: whole seconds, an offset. */
export const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}+00:00`;
export const md5 = (text: string) => createHash('md5').update(text).digest('hex');
/** Subscribers are identified by the hash of their address. */
export const emailId = (email: string) => md5(email.trim().toLowerCase());
export const share = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000);

const API = 'https://us1.api.mailchimp.com/3.0';
export const links = (path: string) => [{ rel: 'self', href: `${API}${path}`, method: 'GET' }];
