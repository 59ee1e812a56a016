// The meaning of Google's failures. A failure of a stream is inside a list.
import { RateLimitedError, type RetailPulseError, SourceAuthError } from '../../../contracts/errors.ts';
import type { Answer } from '../../engine/rest/place.ts';
import { seconds } from '../../engine/source.ts';
import { CODE, vendorWord } from '../../engine/vendor-word.ts';

interface Failure {
  readonly code?: number;
  readonly status?: string;
  readonly details?: readonly {
    readonly errors?: readonly {
      readonly errorCode?: Readonly<Record<string, string>>;
      readonly details?: { readonly quotaErrorDetails?: { readonly retryDelay?: string } };
    }[];
    readonly retryDelay?: string;
  }[];
}

/** Default wait when a refusal gives none: an account's budget refills within seconds. */
const UNTOLD_MS = seconds(30);

export function refusedBy({ status, body }: Answer, where: string): RetailPulseError | undefined {
  if (status < 400) return undefined;
  const error = (Array.isArray(body) ? body[0] : body)?.error as Failure | string | undefined;
  if (typeof error !== 'object' || error === null) return undefined;
  const problems = (error.details ?? []).flatMap((detail) => detail.errors ?? []);
  const codes = problems.flatMap((one) => Object.values(one.errorCode ?? {})).map((code) => vendorWord(code, CODE));
  const details = { status, codes };
  const isExhausted =
    error.status === 'RESOURCE_EXHAUSTED' || codes.some((code) => /RESOURCE_EXHAUSTED|EXCESSIVE_/.test(code));
  if (isExhausted) {
    const told = [
      ...problems.map((one) => one.details?.quotaErrorDetails?.retryDelay),
      ...(error.details ?? []).map((one) => one.retryDelay),
    ].map((text) => Number.parseFloat(text ?? ''));
    const delay = Math.max(0, ...told.filter(Number.isFinite));
    return new RateLimitedError(
      `${where}: ${codes.join(', ') || 'RESOURCE_EXHAUSTED'}`,
      delay > 0 ? seconds(delay) : UNTOLD_MS,
      details,
    );
  }
  if (codes.includes('CLOUD_PROJECT_NOT_APPROVED_FOR_PRODUCTION'))
    return new SourceAuthError(
      `${where}: the Cloud project is approved for test accounts only; apply for Basic access`,
      details,
    );
  return undefined;
}
