// Sources whose answers a declaration alone cannot play.

import { ga4 } from '../../../lambdas/extractors/sources/ga4/source.ts';
import { googleAds } from '../../../lambdas/extractors/sources/google_ads/source.ts';
import { declaredWire, type Encode } from './declared-wire.ts';
import { filesWire } from './files-wire.ts';
import { ga4Wire, googleAdsWire } from './google-wires.ts';
import { metaWire } from './meta-wire.ts';
import { shopifyWire } from './shopify-wire.ts';
import { Fixtures, respond, type Wire } from './wire.ts';

/** Every field but the value is a dimension of the answer, with the codes that occur; the day is found on its own. */
const observationsOf: Encode = (records, template) => {
  const { TIME_PERIOD: _, OBS_VALUE: __, ...first } = Object.assign({}, ...records.toReversed());
  const dimensions = Object.keys(first).map((id) => ({
    id,
    values: [...new Set(records.map((one) => one[id]))].map((code) => ({ id: code })),
  }));
  const days = [...new Set(records.map((one) => one.TIME_PERIOD))];
  const series: Record<string, { observations: Record<string, unknown[]> }> = {};
  for (const record of records) {
    const place = dimensions.map(({ id, values }) => values.findIndex((code) => code.id === record[id])).join(':');
    series[place] ??= { observations: {} };
    series[place].observations[days.indexOf(record.TIME_PERIOD)] = [record.OBS_VALUE];
  }
  const observation = [{ id: 'TIME_PERIOD', values: days.map((id) => ({ id })) }];
  return { ...template, dataSets: [{ series }], structure: { dimensions: { series: dimensions, observation } } };
};

/** One action a recipient. */
const emailsOf: Encode = (records, template) => ({
  ...template,
  total_items: records.length,
  emails: records.map(({ action, type, timestamp, url, ip, ...email }) => ({
    ...email,
    activity: [{ action, ...(type ? { type } : {}), timestamp, ...(url ? { url } : {}), ...(ip ? { ip } : {}) }],
  })),
});

/** A ticket around each set of measures, an event around each comment, nothing around what is only cut. */
const zendeskAnswers = declaredWire({
  ticket_metrics: (records, template) => ({
    ...template,
    tickets: records.map(({ generated_timestamp, ...metric_set }) => ({
      id: metric_set.ticket_id,
      generated_timestamp,
      metric_set,
    })),
  }),
  comments: (records, template) => ({
    ...template,
    ticket_events: records.map(({ ticket_id, audit_id, timestamp, ...comment }) => ({
      id: audit_id,
      ticket_id,
      timestamp,
      child_events: [comment],
    })),
  }),
  users: (users, template) => ({ ...template, users }),
  organizations: (organizations, template) => ({ ...template, organizations }),
});
/** An export by time shows again what lies in the second a page ended in. */
const zendeskWire: Wire = {
  ...zendeskAnswers,
  records: (stream, fixture) => {
    const all = zendeskAnswers.records(stream, fixture);
    return [...new Map(all.map((record) => [stream.key(record as never), record])).values()];
  },
};

const intercomAnswers = declaredWire({ contact_keys: (data, template) => ({ ...template, data }) });
/** A talk is found by the time it changed, so a search says the same time as the talk. */
const intercomWire: Wire = {
  ...intercomAnswers,
  serve: (stream, fixture, shelf) => {
    const { updated_at } = shelf.records[0] ?? {};
    const parents = fixture.others.parents?.map(({ body, ...answer }) => ({
      ...answer,
      body: { ...body, conversations: body.conversations.map((found: object) => ({ ...found, updated_at })) },
    }));
    const others = { ...fixture.others, ...(parents && updated_at !== undefined ? { parents } : {}) };
    const inner = intercomAnswers.serve(stream, { ...fixture, others }, shelf);
    return async (request) => {
      const answer = await inner(request);
      const isThere = (await answer.text()) !== undefined;
      return isThere ? answer : respond({ status: 404, body: { type: 'error.list', errors: [{ code: 'not_found' }] } });
    };
  },
};

/** A source's recorded answers. */
export const fixturesOf = (source: string): Fixtures =>
  new Fixtures(new URL(`../../../lambdas/extractors/sources/${source}/fixtures`, import.meta.url).pathname);

const WIRES: Readonly<Record<string, Wire>> = {
  ecb: declaredWire({ rates: observationsOf }),
  files: filesWire(fixturesOf('files')),
  intercom: intercomWire,
  ga4: ga4Wire(ga4.streams),
  google_ads: googleAdsWire(googleAds.streams),
  mailchimp: declaredWire({ email_activity: emailsOf }),
  meta_ads: metaWire(),
  shopify: shopifyWire,
  zendesk: zendeskWire,
  woocommerce: declaredWire({
    refunds: (records) => records,
    sales_reports: (records, [report]) => [
      { ...report, totals: Object.fromEntries(records.map(({ day, ...figures }) => [day, figures])) },
    ],
  }),
};

export const wireOf = (source: string): Wire => WIRES[source] ?? declaredWire();
