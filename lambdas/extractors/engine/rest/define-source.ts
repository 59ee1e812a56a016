import type { z } from 'zod';
import type { Source } from '../source.ts';
import type { DeclaredSource } from './declared-source.ts';
import { recordsIn } from './records.ts';
import { RestSession } from './session.ts';

/** Builds a source from its declaration. */
export function defineSource<Settings extends z.ZodType>(declared: DeclaredSource<Settings>): Source {
  const { name, apiVersion, sunset, docs, limits, maxParallel, settings, secret, auth } = declared;
  const streams = declared.streams.map((stream) => ({
    ...stream,
    unwrap: stream.unwrap ?? ((body: unknown) => recordsIn(stream, body, EVER)),
  }));
  return {
    name,
    apiVersion,
    sunset,
    docs,
    limits,
    maxParallel,
    settings,
    secret,
    streams,
    ...(auth.rotates ? { rotates: true } : {}),
    open: (connection, ports) => new RestSession(declared, settings.parse(connection.settings), connection, ports),
  };
}

const EVER = { from: '0001-01-01T00:00:00.000Z', to: '9999-12-31T00:00:00.000Z' };
