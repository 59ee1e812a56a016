// Klaviyo's reporting API: sums by message over a time frame, with few calls per minute and per day.
import { z } from 'zod';
import type { MailGroups, MessageResult } from '../../world/mail/mail-groups.ts';
import type { World } from '../../world/world.ts';
import type { Faults } from '../faults.ts';
import { json, type TwinAnswer, type TwinRequest } from '../kit.ts';

const YEAR_MS = 366 * 86_400_000;
const WRONG = { statistics: { recipients: 'many' } };

const Body = z.strictObject({
  data: z.strictObject({
    type: z.enum(['campaign-values-report', 'flow-values-report']),
    attributes: z.strictObject({
      statistics: z.array(
        z.enum([
          'recipients',
          'delivered',
          'bounced',
          'opens',
          'opens_unique',
          'clicks',
          'clicks_unique',
          'unsubscribes',
          'spam_complaints',
          'conversions',
          'conversion_value',
        ]),
      ),
      timeframe: z.strictObject({ start: z.iso.datetime(), end: z.iso.datetime() }),
      conversion_metric_id: z.string(),
    }),
  }),
});

export const REPORTS: Readonly<Record<string, { readonly stream: string; readonly type: string }>> = {
  '/api/campaign-values-reports': { stream: 'campaign_reports', type: 'campaign-values-report' },
  '/api/flow-values-reports': { stream: 'flow_reports', type: 'flow-values-report' },
};

const statisticOf: Readonly<Record<string, (one: MessageResult) => number>> = {
  recipients: (one) => one.recipients,
  delivered: (one) => one.delivered,
  bounced: (one) => one.bounced,
  opens: (one) => one.opens,
  opens_unique: (one) => one.opensUnique,
  clicks: (one) => one.clicks,
  clicks_unique: (one) => one.clicksUnique,
  unsubscribes: (one) => one.unsubscribes,
  spam_complaints: (one) => one.complaints,
  conversions: (one) => one.conversions,
  conversion_value: (one) => one.conversionValue / 100,
};

const kept = new WeakMap<MailGroups, Map<string, readonly MessageResult[]>>();
/** Sums of a time frame are cached: a count asks for them again. */
function resultsOf(groups: MailGroups, type: string, from: number, to: number): readonly MessageResult[] {
  const known = kept.get(groups) ?? new Map<string, readonly MessageResult[]>();
  kept.set(groups, known);
  const at = `${type}/${from}/${to}`;
  const found =
    known.get(at) ?? (type.startsWith('flow') ? groups.flowResults(from, to) : groups.campaignResults(from, to));
  known.set(at, found);
  return found;
}

/** @returns the error of a request in the vendor's words, or the report */
export function reportAnswer(
  { body, url }: TwinRequest,
  world: World,
  faults: Faults,
  baseUrl: string,
): TwinAnswer | string {
  const { stream, type } = REPORTS[url.pathname]!;
  let sent: unknown;
  try {
    sent = JSON.parse(body);
  } catch {
    return 'The body is not JSON.';
  }
  const read = Body.safeParse(sent);
  if (!read.success) return read.error.issues[0]!.message;
  const { timeframe, statistics, conversion_metric_id } = read.data.data.attributes;
  if (read.data.data.type !== type) return `The type must be ${type}.`;
  const [from, to] = [Date.parse(timeframe.start), Date.parse(timeframe.end)];
  if (to - from > YEAR_MS) return 'The time frame is longer than one year.';
  const { groups, metrics } = world.mail;
  if (groups && !metrics.get(conversion_metric_id, world.asOf)) return 'The conversion metric does not exist.';
  const results = (groups ? resultsOf(groups, type, from, to) : []).map((one) => ({
    groupings:
      type === 'flow-values-report'
        ? { flow_id: one.id, flow_message_id: one.id, send_channel: 'email' }
        : { campaign_id: one.id, campaign_message_id: one.id, send_channel: 'email' },
    statistics: Object.fromEntries(statistics.map((name) => [name, statisticOf[name]!(one)])),
  }));
  return json(
    200,
    {
      data: { type, attributes: { results: faults.shorten(stream, results).map((one) => faults.spoil(one, WRONG)) } },
      links: { self: baseUrl + url.pathname },
    },
    { 'content-type': 'application/vnd.api+json' },
  );
}
