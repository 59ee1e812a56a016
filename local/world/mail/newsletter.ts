import { createHash } from 'node:crypto';
import { DAY_MS, dayOf, HORIZON, msOf, START_MS } from '../calendar/calendar.ts';
import { addressOf, emailOn, type Identity, identityOf } from '../people/identity.ts';
import { makePerson } from '../people/person.ts';
import { REGIONS } from '../people/regions.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import type {
  CampaignResults,
  Member,
  MemberAction,
  MemberOwner,
  NewsAutomation,
  NewsCampaign,
  Newsletter,
} from '../records/newsletter.ts';
import type { Simulation } from '../simulation.ts';
import {
  ACTION,
  campaignsOf,
  LISTS,
  type Membership,
  membershipOf,
  type Outcomes,
  sendNews,
  sentOn,
} from './newsletter-sends.ts';
import { purchasesOf } from './sends.ts';

/** Members of each list are numbered for themselves: one list's growth renumbers no other. */
const MEMBER_BASES = [540_000_000, 550_000_000] as const;
const memberId = (list: number, position: number) => String(MEMBER_BASES[list]! + position);
const CAMPAIGN_WEB_BASE = 13_500_000;
const FLOWS = [
  { title: 'Welcome series', kind: 'emailSeries', steps: 3 },
  { title: 'Abandoned cart', kind: 'abandonedCart', steps: 2 },
  { title: 'After the order', kind: 'bestCustomers', steps: 2 },
] as const;
const FLOW_OPENS = 0.45;
const FLOW_CLICKS = 0.047;
const DRAFTED = 2;

/** Ten hexadecimal digits, the vendor's form of ids. */
const hexId = (name: string) => createHash('sha256').update(name).digest('hex').slice(0, 10);
const listId = (list: number) => hexId(`audience ${list}`);
const campaignId = (list: number, campaign: number) => hexId(`campaign ${list} ${campaign}`);

/** The newsletter of the shops in the euro zone, with a list from before that nobody dares to delete. */
export function makeNewsletter(simulation: Simulation): Newsletter {
  const { asOf } = simulation;
  const members = membershipOf(simulation);
  const outcomes = sendNews(simulation, members);
  const now = dayOf(asOf);
  const sent = new Map<string, { readonly list: number; readonly campaign: number }>();
  const campaigns: NewsCampaign[] = [];
  for (const list of LISTS.keys())
    for (const campaign of campaignsOf(list, HORIZON)) {
      const createdAt = msOf(sentOn(campaign) - DRAFTED);
      if (createdAt >= asOf) continue;
      const id = campaignId(list, campaign);
      const sentAt = msOf(sentOn(campaign));
      if (sentAt < asOf) sent.set(id, { list, campaign });
      campaigns.push({
        id,
        webId: String(CAMPAIGN_WEB_BASE + campaign * LISTS.length + list),
        audienceId: listId(list),
        title: `${list === 0 ? 'Newsletter' : 'Old friends'} ${new Date(sentAt).toISOString().slice(0, 10)}`,
        subject: `What is new, no. ${campaign + 1}`,
        createdAt,
        ...(sentAt < asOf ? { sentAt } : {}),
      });
    }
  campaigns.sort((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1));

  return {
    audiences: LISTS.map((name, list) => ({
      id: listId(list),
      webId: String(903_380 + list),
      name,
      createdAt: START_MS - (list + 1) * 30 * DAY_MS,
    })),
    members: new Map(LISTS.map((_, list) => [listId(list), membersOf(simulation, members, outcomes, list)])),
    campaigns,
    automations: automationsOf(simulation, members, now),
    resultsOf: (id) => {
      const found = sent.get(id);
      if (!found) return { recipients: [], unsubscribed: [], complaints: 0 };
      return resultsOf(simulation, members, outcomes, found.list, found.campaign);
    },
    *owners(): Iterable<MemberOwner> {
      for (const list of LISTS.keys())
        for (let member = members.start[list]!; member < members.start[list + 1]!; member++) {
          const goneAt = msOf(members.gone[member]!);
          yield {
            record: memberId(list, member - members.start[list]!),
            person: members.person[member]!,
            defect: list === 0 ? 'own' : 'old_list',
            ...(goneAt <= asOf ? { goneAt } : {}),
          };
        }
    },
  };
}

/** The address a member has on a day: the list of today follows a change, the old one keeps what it was given. */
const emailOf = (identity: Identity, members: Membership, member: number, day: number): string =>
  emailOn(identity, member < members.start[1] ? day : members.joined[member]!);

function membersOf(simulation: Simulation, members: Membership, outcomes: Outcomes, list: number): Collection<Member> {
  const { stream } = simulation;
  const first = members.start[list]!;
  /** Whole seconds: the vendor's times have no more. */
  const second = (day: number) => Math.floor(msOf(day) / 1000) * 1000;
  const changesOf = (member: number): number[] => {
    const { nextEmail } = identityOf(stream, makePerson(stream, members.person[member]!));
    return [
      members.joined[member]!,
      members.optIn[member]!,
      members.optOut[member]!,
      members.cleaned[member]!,
      members.archived[member]!,
      list === 0 ? (nextEmail?.day ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY,
    ].filter((day) => day >= members.joined[member]! && day < HORIZON);
  };
  const timeOf = (position: number, asOf: number): number | undefined => {
    const member = first + position;
    if (msOf(members.gone[member]!) <= asOf) return undefined;
    const seen = changesOf(member)
      .map(second)
      .filter((at) => at <= asOf);
    return seen.length === 0 ? undefined : Math.max(...seen);
  };
  return collectionOf<Member>({
    size: members.start[list + 1]! - first,
    idOf: (position) => memberId(list, position),
    positionOf: (id) => Number(id) - MEMBER_BASES[list]!,
    timeOf,
    render: (position, asOf) => {
      const member = first + position;
      const person = makePerson(stream, members.person[member]!);
      const identity = identityOf(stream, person);
      const region = REGIONS[person.region]!;
      const has = (day: number) => msOf(day) <= asOf;
      const status = has(members.archived[member]!)
        ? 'archived'
        : has(members.cleaned[member]!)
          ? 'cleaned'
          : !has(members.optIn[member]!)
            ? 'transactional'
            : has(members.optOut[member]!)
              ? 'unsubscribed'
              : 'subscribed';
      return {
        id: memberId(list, position),
        audienceId: listId(list),
        email: emailOf(identity, members, member, dayOf(asOf)),
        firstName: identity.first,
        lastName: identity.last,
        ...(identity.phone === undefined ? {} : { phone: identity.phone }),
        ...(list === 0 ? { address: addressOf(person, identity) } : {}),
        ...(identity.birthday === undefined ? {} : { birthday: identity.birthday }),
        ip: identity.ip,
        ...(identity.agent === undefined ? {} : { agent: identity.agent }),
        ...(identity.freeText === undefined ? {} : { note: identity.freeText }),
        country: region.country,
        region: region.province,
        status,
        joinedAt: second(members.joined[member]!),
        changedAt: timeOf(position, asOf)!,
        sentCount: outcomes.sent[member]!,
        openedCount: outcomes.opened[member]!,
        clickedCount: outcomes.clicked[member]!,
      };
    },
  });
}

const NAMES: Readonly<Record<number, Pick<MemberAction, 'action' | 'type'>>> = {
  [ACTION.open]: { action: 'open' },
  [ACTION.click]: { action: 'click' },
  [ACTION.bounce]: { action: 'bounce', type: 'soft' },
  [ACTION.hard]: { action: 'bounce', type: 'hard' },
};

function resultsOf(
  simulation: Simulation,
  members: Membership,
  outcomes: Outcomes,
  list: number,
  campaign: number,
): CampaignResults {
  const at = sentOn(campaign);
  const [from, to] = outcomes.rowsOf(list, campaign);
  const actions = new Map<number, MemberAction[]>();
  const unsubscribed: CampaignResults['unsubscribed'][number][] = [];
  let complaints = 0;
  const identity = (member: number) =>
    identityOf(simulation.stream, makePerson(simulation.stream, members.person[member]!));
  /** Whoever was deleted for good is gone from the reports too. */
  const isThere = (member: number) => msOf(members.gone[member]!) > simulation.asOf;
  for (let row = from; row < to; row++) {
    const member = outcomes.member[row]!;
    if (!isThere(member)) continue;
    const named = NAMES[outcomes.action[row]!];
    const time = msOf(outcomes.t[row]!);
    if (named) actions.set(member, [...(actions.get(member) ?? []), { ...named, at: time }]);
    else if (outcomes.action[row] === ACTION.spam) complaints++;
    else {
      const left = identity(member);
      unsubscribed.push({
        email: emailOf(left, members, member, at),
        firstName: left.first,
        lastName: left.last,
        at: time,
      });
    }
  }
  const recipients: CampaignResults['recipients'][number][] = [];
  for (let member = members.start[list]!; member < members.start[list + 1]!; member++) {
    const stops = Math.min(members.optOut[member]!, members.archived[member]!, cleanedBefore(members, member, at));
    if (at < members.optIn[member]! || at >= stops || !isThere(member)) continue;
    const one = identity(member);
    recipients.push({
      email: emailOf(one, members, member, at),
      ip: one.ip,
      actions: actions.get(member) ?? [],
    });
  }
  return { recipients, unsubscribed, complaints };
}

/** A hard bounce comes a minute behind the send that it answers, which was a send all the same. */
const cleanedBefore = (members: Membership, member: number, at: number) =>
  members.cleaned[member]! > at ? Number.POSITIVE_INFINITY : members.cleaned[member]!;

/** Flows are told of in sums only: so many began, so many steps each. */
function automationsOf(simulation: Simulation, members: Membership, now: number): NewsAutomation[] {
  const purchases = purchasesOf(simulation);
  let welcomed = 0;
  let orders = 0;
  for (let member = 0; member < members.start[1]; member++) {
    if (members.optIn[member]! >= now) continue;
    const person = members.person[member]!;
    welcomed++;
    orders += purchases.start[person + 1]! - purchases.start[person]!;
  }
  const began = [welcomed, Math.floor(orders / 2), orders];
  return FLOWS.map(({ title, kind, steps }, flow) => {
    const sentCount = began[flow]! * steps;
    return {
      id: hexId(`automation ${flow}`),
      audienceId: listId(0),
      title,
      kind,
      steps,
      createdAt: START_MS,
      sentCount,
      openedCount: Math.round(sentCount * FLOW_OPENS),
      clickedCount: Math.round(sentCount * FLOW_CLICKS),
    };
  });
}
