import type { AlertsInput, AlertsResult } from '../contracts/pipeline.ts';
import type { Clock, Notifier } from '../ports/ports.ts';
import { type ContextPorts, readContext } from './context.ts';
import { keepIncidents } from './incidents.ts';
import type { AlertContext, AlertRule, Found } from './rule.ts';
import { ALERT_RULES } from './rules/index.ts';

export interface AlertPorts extends ContextPorts {
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly runbookUrl: string;
}

/**
 * Alerts people to problems of this run and to those that are over. A reported problem stays open as an incident and is
 * not sent again.
 *
 * A rule that throws hides no other rule's alerts and ends no incident; its error is thrown when the others are sent.
 */
export async function sendAlerts(input: AlertsInput, ports: AlertPorts, rules = ALERT_RULES): Promise<AlertsResult> {
  const { store, clock, notifier, runbookUrl } = ports;
  const context = await readContext(input, ports);
  const { found, errors } = findAll(rules, context);
  const judgement = {
    runId: input.run_id,
    at: new Date(clock.now()).toISOString(),
    found,
    looked: errors.length === 0 ? context.evidence : new Set<string>(),
    runbook: (rule: string) => `${runbookUrl}#${rule}`,
  };
  const { open, told } = await keepIncidents(judgement, store, (alert) => notifier.send(alert));
  if (errors.length > 0) throw errors[0];
  return { alerts: told, fingerprints: open.map((one) => one.fingerprint) };
}

function findAll(rules: readonly AlertRule[], context: AlertContext) {
  const found: Found[] = [];
  const errors: unknown[] = [];
  for (const rule of rules) {
    try {
      found.push(...rule.find(context));
    } catch (error) {
      errors.push(error);
    }
  }
  const order = [...context.evidence];
  const places = new Map(order.map((evidence, place) => [evidence, place]));
  const placeOf = ({ judged_by }: Found) => places.get(judged_by) ?? order.length;
  return { found: found.toSorted((a, b) => placeOf(a) - placeOf(b)), errors };
}
