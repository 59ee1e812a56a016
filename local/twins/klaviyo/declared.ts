import type { World } from '../../world/world.ts';
import type { Declared } from '../declared.ts';
import { klaviyoRefusal } from './refusals.ts';
import { KLAVIYO_SECRET, klaviyoTwin } from './twin.ts';

const of =
  (name: 'profiles' | 'events' | 'campaigns' | 'metrics') =>
  ({ mail, asOf }: World) =>
    mail[name].ids(asOf);

/** Placed Order, in generated worlds. */
const CONVERSION_METRIC = '7006';
/** The longest range of a report. */
const YEAR_MS = 365 * 86_400_000;

export const klaviyo: Declared = {
  make: klaviyoTwin,
  refusal: klaviyoRefusal,
  secret: KLAVIYO_SECRET,
  settings: (url) => ({ base_url: url, conversion_metric_id: CONVERSION_METRIC }),
  truth: {
    profiles: of('profiles'),
    events: of('events'),
    campaigns: of('campaigns'),
    metrics: of('metrics'),
    flows: ({ mail }) => (mail.groups?.flows ?? []).map(({ id }) => id),
    lists: ({ mail }) => (mail.groups?.lists ?? []).map(({ id }) => id),
    segments: ({ mail }) => (mail.groups?.segments ?? []).map(({ id }) => id),
    campaign_reports: ({ mail, asOf }) =>
      (mail.groups?.campaignResults(asOf - YEAR_MS, asOf) ?? []).map(({ id }) => `${id}:${id}:email`),
    flow_reports: ({ mail, asOf }) =>
      (mail.groups?.flowResults(asOf - YEAR_MS, asOf) ?? []).map(({ id }) => `${id}:${id}:email`),
  },
};
