import { SourceAuthError } from '../../contracts/errors.ts';
import type { Slice } from '../../contracts/ingest.ts';
import type { Session, Stream } from './source.ts';

const nameOf = ({ source, connection, stream }: Slice) => `${source}/${connection} ${stream}`;

/**
 * Checks the credential's scopes before a table stays emptier than the account: some vendors hide data outside the
 * scope instead of refusing.
 * @throws SourceAuthError naming the missing scope and what it costs
 */
export async function checkScopes(slice: Slice, stream: Stream, session: Session): Promise<void> {
  if (!stream.scopes || !session.granted) return;
  const granted = await session.granted();
  if (granted === null) return;
  const missing = stream.scopes.filter(({ name }) => !granted.includes(name));
  if (missing.length === 0) return;
  const lost = missing.map(({ name, without }) => `${name} (without it: no ${without})`).join(', ');
  throw new SourceAuthError(
    `${nameOf(slice)}: the credential lacks ${lost}; grant it and authorise the app again, or leave the stream out with ` +
      `streams: [...] in the configuration`,
    { missing: missing.map(({ name }) => name) },
  );
}

/** Adds the scopes a stream needs to a refusal: the vendor seldom names them. */
export function namingScopes(error: unknown, slice: Slice, stream: Stream): unknown {
  if (!(error instanceof SourceAuthError) || error.details.missing || !stream.scopes?.length) return error;
  const needed = stream.scopes.map(({ name, without }) => `${name} (${without})`).join(', ');
  return new SourceAuthError(`${error.message}; ${nameOf(slice)} needs ${needed}`, error.details, { cause: error });
}
