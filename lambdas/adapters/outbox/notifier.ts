import { alertKey } from '../../contracts/layout.ts';
import type { ObjectStore } from '../../ports/object-store.ts';
import type { Notifier } from '../../ports/ports.ts';

/** Alerts as files of an outbox; `tell` also prints each new one on the console. */
export const outboxNotifier = (store: ObjectStore, tell: (line: string) => void): Notifier => ({
  send: async (alert) => {
    const isNew = await store.put(alertKey(alert.id), JSON.stringify(alert), { ifAbsent: true });
    if (!isNew) return;
    if (alert.about === 'resolved') return tell(`✓ ${alert.title}`);
    tell(`${alert.severity === 'warn' || alert.severity === 'note' ? '◆' : '▲'} ${alert.severity}: ${alert.title}`);
  },
});
