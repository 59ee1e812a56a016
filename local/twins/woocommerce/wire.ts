// WordPress's format of times and money.
import { momentOf, offsets } from '../../../lambdas/extractors/engine/files/local-time.ts';

export type Fields = Readonly<Record<string, unknown>>;

/** The shop's address in its own records, whatever address serves it. */
export const SITE = 'https://shop.example';

/** Minor units as text with the shop's two decimals. */
export const decimal = (minor: number): string => (minor / 100).toFixed(2);

const wall = (ms: number) => new Date(ms).toISOString().slice(0, 19);

/** Times of a site: each is in its records twice, by its own clock and as UTC, and neither has a zone. */
export class SiteTime {
  readonly #offsetAt: (ms: number) => number;

  constructor(timeZone: string) {
    this.#offsetAt = offsets(timeZone);
  }

  /** `date_x` and `date_x_gmt`; both null without a time. */
  both(name: string, ms: number | undefined): Fields {
    return {
      [name]: ms === undefined ? null : wall(ms + this.#offsetAt(ms)),
      [`${name}_gmt`]: ms === undefined ? null : wall(ms),
    };
  }

  /**
   * The instant of a parameter. A time with a zone is first converted to the site's clock; the result is then compared
   * with the UTC column or with the local one, depending on `dates_are_gmt`.
   */
  instantOf(text: string, datesAreGmt: boolean): number {
    const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(text);
    const instant = Date.parse(zoned ? text : `${text}Z`);
    const shown = zoned ? instant + this.#offsetAt(instant) : instant;
    return datesAreGmt ? shown : momentOf(shown, this.#offsetAt);
  }
}
