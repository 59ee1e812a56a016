import type { DegradedConnection } from '../../contracts/pipeline.ts';
import { type AlertRule, type Found, found } from '../rule.ts';

/**
 * A connection is read less often than promised, or holds no record. If its last run failed, another rule has told why.
 */
export const connectionLate: AlertRule = {
  name: 'connection-late',
  runbook: {
    means: [
      'A configured connection was never read, holds no record, or its newest data is older than `fresh_within_hours` (24 unless',
      'the configuration says otherwise) while no run of it failed: nobody reads it.',
    ],
    look: ['Is it scheduled? Is its folder or shop empty? `npm run -s status` shows the watermarks of its streams.'],
    mend: ['Start its ingest, or drop the files. Take a connection that is no longer used out of the configuration.'],
  },
  find: ({ input, ingests, ownerOfSource }) => {
    const failed = new Set(
      ingests.filter(({ record }) => record && record.outcome !== 'ok').map(({ connection }) => connection),
    );
    return input.degraded
      .filter(({ source, connection }) => !failed.has(`${source}/${connection}`))
      .map((late) => alertOf(late, ownerOfSource(late.source)));
  },
};

function alertOf({ source, connection, reason }: DegradedConnection, owner: string): Found {
  return found('connection-late', `${source}/${connection}`, {
    judged_by: 'freshness',
    severity: 'warn',
    title: `${source}:${connection} is not as fresh as promised`,
    body: `${reason}.`,
    owner,
    untrusted: [source],
    details: {},
  });
}
