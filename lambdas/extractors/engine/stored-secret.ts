import type { Secrets } from '../../ports/ports.ts';
import type { SessionPorts, StoredSecret } from './source.ts';

/** One connection's secret in the tenant's store. */
export const storedSecret = (secrets: Secrets, name: string): StoredSecret => ({
  get: () => secrets.get(name),
  replace: (value, version) => secrets.replace(name, value, version),
});

/** A session's view of it: the current value, and a way to replace it. */
export const secretPorts = (stored: StoredSecret): Pick<SessionPorts, 'secret' | 'stored'> => ({
  secret: async () => (await stored.get()).value,
  stored,
});
