// A session that looks up the conversion metric of its reports.
import type { z } from 'zod';
import { ConfigError } from '../../../contracts/errors.ts';
import { type Listing, link } from '../../engine/rest/declare.ts';
import type { DeclaredSource } from '../../engine/rest/declared-source.ts';
import type { Listed, RequestContext } from '../../engine/rest/listing.ts';
import { at } from '../../engine/rest/place.ts';
import { RestSession } from '../../engine/rest/session.ts';
import type { Connection, PageToken, SessionPorts } from '../../engine/source.ts';
import { next } from './listings.ts';
import type { Settings } from './settings.ts';

const METRICS: Listing = { path: '/api/metrics', records: '$.data', paging: link({ from: next }) };
/** Default conversion metric when the settings name none. */
const CONVERSION = 'Placed Order';

const NOTHING: Listed = { answer: { status: 200, header: () => undefined, body: {} }, records: [], next: undefined };

/** Reports need the id of the conversion metric; accounts share its name but not its id. */
export class KlaviyoSession extends RestSession {
  #metric: string | undefined;

  override async list(listing: Listing, occasion: RequestContext, token: PageToken | undefined): Promise<Listed> {
    if (listing.method !== 'POST') return super.list(listing, occasion, token);
    this.#metric ??= await this.#conversionMetric(occasion);
    if (this.#metric === undefined) return NOTHING;
    const params = { ...occasion.params, '$.data.attributes.conversion_metric_id': this.#metric };
    return super.list(listing, { ...occasion, params }, token);
  }

  constructor(
    account: DeclaredSource<typeof Settings>,
    settings: z.output<typeof Settings>,
    connection: Connection,
    ports: SessionPorts,
  ) {
    super(account, settings, connection, ports);
    this.#metric = settings.conversion_metric_id;
  }

  /** Undefined for an account without any metric: it has sent nothing to report on. */
  async #conversionMetric({ window }: RequestContext): Promise<string | undefined> {
    for (let page: PageToken | undefined, seen = 0; ; ) {
      const { records, next: following } = await super.list(METRICS, { window }, page);
      for (const metric of records)
        if (at(metric, '$.attributes.name') === CONVERSION) return String(at(metric, '$.id'));
      seen += records.length;
      if (following === undefined && seen === 0) return undefined;
      if (following === undefined)
        throw new ConfigError(
          `klaviyo: no metric of the account is called '${CONVERSION}'; set conversion_metric_id to the id of the conversion metric`,
        );
      page = following;
    }
  }
}
