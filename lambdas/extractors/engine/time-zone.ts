import { memoize } from './memoize.ts';

/** `Area/City`, or UTC. Offsets and abbreviations, which one engine knows and another one does not, are none. */
const FORM = /^(?:UTC|[A-Z][A-Za-z_]{1,30}(?:\/[A-Za-z][\w+-]{1,30}){1,2})$/;

/** Whether a text names a zone of the IANA database as every engine spells it: a warehouse refuses to cut days in any other. */
export const isTimeZone = memoize((name: string): boolean => {
  if (!FORM.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
});
