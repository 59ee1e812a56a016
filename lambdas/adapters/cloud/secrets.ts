import type { Secrets } from '../../ports/ports.ts';
import { secretsManager } from '../secrets-manager/secrets.ts';
import { secretsManagerClient } from './clients.ts';

/** The secrets below a prefix, read with the function's own role. */
export const cloudSecrets = (prefix: string): Secrets => secretsManager(secretsManagerClient(), prefix);
