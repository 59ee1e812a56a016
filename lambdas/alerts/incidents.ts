import { type Incident, IncidentBook } from '../contracts/incident.ts';
import { INCIDENTS_KEY } from '../contracts/layout.ts';
import { type Alert, rankOf } from '../contracts/quality.ts';
import { amendDocument } from '../platform/amend-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Found } from './rule.ts';

export interface Judgement {
  readonly runId: string;
  /** ISO-8601 UTC. */
  readonly at: string;
  readonly found: readonly Found[];
  /** The owners that looked this time; incidents of other owners stay as they are. */
  readonly looked: ReadonlySet<string>;
  /** The runbook of a kind of alert. */
  readonly runbook: (rule: string) => string;
}

/** @returns the incidents open now, and the messages to send: those that opened, got worse or closed */
function judgeIncidents(
  before: readonly Incident[],
  { runId, at, found, looked, runbook }: Judgement,
): { readonly open: readonly Incident[]; readonly alerts: readonly Alert[] } {
  const known = new Map(before.map((one) => [one.fingerprint, one]));
  const now = new Map(found.map((one) => [one.fingerprint, one]));
  const alerts: Alert[] = [];
  const open: Incident[] = [];
  for (const { rule, ...parts } of now.values()) {
    const was = known.get(parts.fingerprint);
    const seen = { last_seen_at: at, last_seen_by: runId };
    const since = { since: was?.since ?? at, opened_by: was?.opened_by ?? runId };
    const incident: Incident = { ...parts, runbook: runbook(rule), ...since, ...seen };
    open.push(incident);
    if (!was || rankOf(was.severity) < rankOf(incident.severity)) alerts.push(alertOf(incident, runId, at, 'opened'));
  }
  for (const was of before) {
    if (now.has(was.fingerprint)) continue;
    if (looked.has(was.judged_by)) alerts.push(alertOf(was, runId, at, 'resolved'));
    else open.push(was);
  }
  return { open: open.toSorted((a, b) => Date.parse(a.since) - Date.parse(b.since)), alerts };
}

function alertOf(incident: Incident, runId: string, at: string, about: Alert['about']): Alert {
  const { judged_by: _, since, opened_by: _by, last_seen_at: _at, last_seen_by: _seen, ...parts } = incident;
  const isOver = about === 'resolved';
  return {
    ...parts,
    id: `${runId}-${incident.fingerprint}${isOver ? '-resolved' : ''}`,
    run_id: runId,
    at,
    about,
    title: isOver ? `Resolved: ${incident.title}` : incident.title,
    body: isOver
      ? `It was open since ${since} and is no longer found. The message was: ${incident.body}`
      : incident.body,
    untrusted: isOver ? [] : incident.untrusted,
  };
}

/**
 * Sends the news and stores the open incidents. Messages are sent first and carry the run's id: after a crash in
 * between they are sent at most once more, and the outbox drops duplicates. Two pipelines may end at once: the one that
 * comes second judges anew, and tells only what it has not told.
 */
export async function keepIncidents(
  judgement: Judgement,
  store: ObjectStore,
  tell: (alert: Alert) => Promise<void>,
): Promise<{ readonly open: readonly Incident[]; readonly told: number }> {
  const told = new Set<string>();
  const { open } = await amendDocument(store, INCIDENTS_KEY, IncidentBook, async (before) => {
    const { open, alerts } = judgeIncidents(before?.open ?? [], judgement);
    for (const alert of alerts.filter(({ id }) => !told.has(id))) {
      await tell(alert);
      told.add(alert.id);
    }
    return { version: 1 as const, open: [...open] };
  });
  return { open, told: told.size };
}
