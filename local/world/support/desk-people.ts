// The people behind the help desk's records: writers, agents, and the companies for which some of them write.
import { NEVER, START_MS } from '../calendar/calendar.ts';
import { type Identity, identityOf } from '../people/identity.ts';
import { makePerson } from '../people/person.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { DeskUser, Organization } from '../records/helpdesk.ts';
import type { Simulation } from '../simulation.ts';
import { has, latest, secondOf } from './support.ts';

const USER_BASE = 377_900_000_000;
const AGENT_BASE = 377_800_000_000;
const ORGANIZATION_BASE = 360_363_000_000;
const IN_ORGANIZATION = 0.04;

export const userId = (user: number): string => String(USER_BASE + user);

export const AGENTS = [
  { name: 'Noor Desk', role: 'admin' },
  { name: 'Hugo Desk', role: 'agent' },
  { name: 'Vera Desk', role: 'agent' },
  { name: 'Wim Desk', role: 'agent' },
] as const;
const agentEmail = (agent: number) => `${AGENTS[agent]!.name.split(' ')[0]!.toLowerCase()}.desk@example.org`;
export const agentId = (agent: number) => String(AGENT_BASE + agent);

export interface Requester {
  readonly person: number;
  readonly kind: 'own' | 'other_email' | 'spam';
  readonly opened: number[];
}

export interface Writer {
  readonly nameOfUser: (user: number) => string;
  readonly emailOfUser: (user: number, day: number) => string;
  readonly identityOfUser: (user: number) => Identity;
  readonly organizationOf: (user: number) => string | undefined;
}

export function usersOf(
  { stream }: Simulation,
  requesters: readonly Requester[],
  writer: Writer,
): Collection<DeskUser> {
  const agents = AGENTS.length;
  const erasedOn = (user: number) => {
    const { person, kind, opened } = requesters[user]!;
    if (kind === 'spam') return NEVER;
    const { redactedOn } = identityOf(stream, makePerson(stream, person));
    return redactedOn >= opened[0]! ? redactedOn : NEVER;
  };
  /** A user changes when they first write under another address, and when they are erased. */
  const changesOf = (user: number): number[] => {
    const { opened, kind } = requesters[user]!;
    const moves =
      kind === 'own'
        ? opened.filter(
            (day, at) => at > 0 && writer.emailOfUser(user, day) !== writer.emailOfUser(user, opened[at - 1]!),
          )
        : [];
    return [opened[0]!, ...moves, erasedOn(user)];
  };
  return collectionOf<DeskUser>({
    size: agents + requesters.length,
    idOf: (at) => (at < agents ? agentId(at) : userId(at - agents)),
    positionOf: (id) => (Number(id) < USER_BASE ? Number(id) - AGENT_BASE : Number(id) - USER_BASE + agents),
    timeOf: (at, asOf) => (at < agents ? START_MS : latest(asOf, changesOf(at - agents))),
    render: (at, asOf) => {
      if (at < agents)
        return {
          id: agentId(at),
          name: AGENTS[at]!.name,
          email: agentEmail(at),
          role: AGENTS[at]!.role,
          locale: 'en-US',
          active: true,
          suspended: false,
          createdAt: START_MS,
          updatedAt: START_MS,
        };
      const user = at - agents;
      const { kind, opened } = requesters[user]!;
      const common = {
        id: userId(user),
        role: 'end-user' as const,
        locale: 'en-US',
        createdAt: secondOf(opened[0]!),
        updatedAt: latest(asOf, changesOf(user))!,
      };
      if (has(erasedOn(user), asOf))
        return { ...common, name: 'Permanently Deleted User', active: false, suspended: false };
      const { phone, freeText } = writer.identityOfUser(user);
      const organizationId = writer.organizationOf(user);
      const day = (asOf - START_MS) / 86_400_000;
      return {
        ...common,
        name: writer.nameOfUser(user),
        email: writer.emailOfUser(user, day),
        ...(phone === undefined || kind !== 'own' ? {} : { phone }),
        ...(organizationId === undefined ? {} : { organizationId }),
        ...(freeText === undefined ? {} : { notes: freeText }),
        active: true,
        suspended: kind === 'spam',
      };
    },
  });
}

const SHARED_ORGANIZATIONS = ['Kennel Supplies', 'Office Gifts', 'Corner Store'];

export function organizationsOf({ stream }: Simulation, requesters: readonly Requester[]) {
  const made: { name: string; domain: string; since: number; deletedOn: number }[] = SHARED_ORGANIZATIONS.map(
    (name, at) => ({ name, domain: `org${at}.example.org`, since: 0, deletedOn: at === 2 ? 600 : NEVER }),
  );
  const of = new Map<number, string>();
  for (const [user, { person, kind, opened }] of requesters.entries()) {
    if (kind !== 'own') continue;
    const { company } = identityOf(stream, makePerson(stream, person));
    if (company !== undefined) {
      of.set(user, String(ORGANIZATION_BASE + made.length));
      made.push({ name: company, domain: `c${person}.example.org`, since: opened[0]!, deletedOn: NEVER });
    } else {
      if (stream('requester.in_organization', person).happens(IN_ORGANIZATION))
        of.set(user, String(ORGANIZATION_BASE + stream('requester.organization', person).below(2)));
    }
  }
  const view = collectionOf<Organization>({
    size: made.length,
    idOf: (at) => String(ORGANIZATION_BASE + at),
    positionOf: (id) => Number(id) - ORGANIZATION_BASE,
    timeOf: (at, asOf) => latest(asOf, [made[at]!.since, made[at]!.deletedOn]),
    render: (at, asOf) => ({
      id: String(ORGANIZATION_BASE + at),
      name: made[at]!.name,
      domain: made[at]!.domain,
      createdAt: secondOf(made[at]!.since),
      updatedAt: latest(asOf, [made[at]!.since, made[at]!.deletedOn])!,
      ...(has(made[at]!.deletedOn, asOf) ? { deletedAt: secondOf(made[at]!.deletedOn) } : {}),
    }),
  });
  return { of, view };
}
