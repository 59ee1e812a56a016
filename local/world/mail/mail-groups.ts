// The lists and segments of the mailer, the flows that it sends by itself, and the results of each message in sums.
import { msOf, START_MS } from '../calendar/calendar.ts';
import { campaignDay, FLOW_BASE, FLOWS, type MailLog } from './sends.ts';

export interface MailGroup {
  readonly id: string;
  readonly name: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface MailFlow extends MailGroup {
  readonly trigger: 'Added to List' | 'Metric' | 'Date Based';
}

export interface MessageResult {
  /** The campaign's or the flow's id; a flow's messages count as one. */
  readonly id: string;
  readonly recipients: number;
  readonly delivered: number;
  readonly bounced: number;
  readonly opens: number;
  readonly opensUnique: number;
  readonly clicks: number;
  readonly clicksUnique: number;
  readonly unsubscribes: number;
  readonly complaints: number;
  /** Orders the vendor credits to it, and their worth in minor units of whatever currency each is in. */
  readonly conversions: number;
  readonly conversionValue: number;
}

export interface MailGroups {
  readonly lists: readonly MailGroup[];
  readonly segments: readonly MailGroup[];
  readonly flows: readonly MailFlow[];
  /** Of campaigns sent in `[from, to)`. */
  campaignResults(from: number, to: number): readonly MessageResult[];
  /** Of what flows did in `[from, to)`. */
  flowResults(from: number, to: number): readonly MessageResult[];
}

const TRIGGERS: readonly MailFlow['trigger'][] = ['Added to List', 'Metric', 'Metric', 'Date Based'];
const group = (id: string, name: string): MailGroup => ({ id, name, createdAt: START_MS, updatedAt: START_MS });
const [RECEIVED, OPENED, CLICKED, BOUNCED, UNSUBSCRIBED, SPAM, PLACED] = [0, 1, 2, 3, 4, 5, 6] as const;

/**
 * @param campaignId names a campaign
 * @param touchOf the event of a mail that an order is credited to, if any
 * @param worthOf an order's worth, minor units
 */
export function makeMailGroups(
  log: MailLog,
  campaignId: (campaign: number) => string,
  touchOf: (event: number) => number | undefined,
  worthOf: (event: number) => number,
): MailGroups {
  const results = (isWanted: (about: number, at: number) => boolean, idOf: (about: number) => string) => {
    const found = new Map<number, { -readonly [name in keyof MessageResult]: MessageResult[name] }>();
    const seen = new Set<string>();
    const of = (about: number) => {
      const known = found.get(about) ?? {
        id: idOf(about),
        recipients: 0,
        delivered: 0,
        bounced: 0,
        opens: 0,
        opensUnique: 0,
        clicks: 0,
        clicksUnique: 0,
        unsubscribes: 0,
        complaints: 0,
        conversions: 0,
        conversionValue: 0,
      };
      found.set(about, known);
      return known;
    };
    const isFirst = (event: number) => {
      const key = `${log.metric[event]}/${log.about[event]}/${log.person[event]}`;
      const first = !seen.has(key);
      seen.add(key);
      return first ? 1 : 0;
    };
    for (let event = 0; event < log.count; event++) {
      const metric = log.metric[event]!;
      const touch = metric === PLACED ? touchOf(event) : event;
      if (touch === undefined) continue;
      const about = log.about[touch]!;
      if (!isWanted(about, msOf(log.t[event]!))) continue;
      const sums = of(about);
      if (metric === RECEIVED) {
        sums.recipients++;
        sums.delivered++;
      } else if (metric === BOUNCED) {
        sums.recipients++;
        sums.bounced++;
      } else if (metric === OPENED) {
        sums.opens++;
        sums.opensUnique += isFirst(event);
      } else if (metric === CLICKED) {
        sums.clicks++;
        sums.clicksUnique += isFirst(event);
      } else if (metric === UNSUBSCRIBED) sums.unsubscribes++;
      else if (metric === SPAM) sums.complaints++;
      else {
        sums.conversions++;
        sums.conversionValue += worthOf(event);
      }
    }
    return [...found].sort(([a], [b]) => a - b).map(([, sums]) => sums);
  };
  const sentIn = (campaign: number, from: number, to: number) => {
    const day = msOf(campaignDay(campaign));
    return day >= from && day < to;
  };
  return {
    lists: [group('LNews01', 'Newsletter'), group('LCust02', 'Customers'), group('LSms003', 'Text messages')],
    segments: [group('SEngag1', 'Engaged in 90 days'), group('SLapse2', 'Lapsed'), group('SVip003', 'Best customers')],
    flows: FLOWS.map((name, flow) => ({ ...group(`flow-${flow}`, name), trigger: TRIGGERS[flow]! })),
    campaignResults: (from, to) => results((about) => about < FLOW_BASE && sentIn(about, from, to), campaignId),
    flowResults: (from, to) =>
      results(
        (about, at) => about >= FLOW_BASE && at >= from && at < to,
        (about) => `flow-${about - FLOW_BASE}`,
      ),
  };
}
