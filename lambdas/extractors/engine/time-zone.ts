import { memoize } from './memoize.ts';

/** `Area/City`, or UTC. Offsets and abbreviations do not qualify: not every engine knows them. */
const FORM = /^(?:UTC|[A-Z][A-Za-z_]{1,30}(?:\/[A-Za-z][\w+-]{1,30}){1,2})$/;

/** True if a text names an IANA zone in the spelling every engine accepts: a warehouse cannot cut days in any other. */
export const isTimeZone = memoize((name: string): boolean => {
  if (!FORM.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
});
