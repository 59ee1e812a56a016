import { PREFIX } from '../../contracts/layout.ts';
import type { RunRecord, SliceRecord } from '../../contracts/run-record.ts';
import { type AlertRule, connectionOf, type Found, found, LISTED } from '../rule.ts';

/** Failed slices of one connection are one alert per error, however many they are. */
export const connectionNotRead: AlertRule = {
  name: 'connection-not-read',
  runbook: {
    means: [
      'Slices of one connection failed, all for one reason. Nothing of their windows counts; the next run reads them again.',
      'Everything else went on, and the published version is degraded. When nothing has ever been read, nothing is published.',
    ],
    look: ["The error's name and the figures in the message."],
    mend: [
      "By the error's name, see below. When one window fails in three runs in a row although its error should pass by itself, read",
      'it at a quieter time.',
    ],
    cases: {
      CompletenessError: [
        'The vendor counted more or fewer records than arrived; the message has both figures. It passes by itself.',
      ],
      SourceContractError: [
        `The response has another shape: see \`${PREFIX.quarantine}…\`. Amend the schema and its fixture.`,
      ],
      SourceAuthError: [
        "The credential was refused. Rotate the connection's secret, or grant the scope that it names.",
      ],
      SourceUnavailableError: ['The retries ended. It passes by itself.'],
      RateLimitedError: ['The retries ended. It passes by itself.'],
      SourceUnreachableError: [
        'Nothing answered for a quarter of a minute, or for two minutes if it had answered before; the rest of the connection was',
        "not tried in this run. Check the address in the configuration, the name server, the network, and the vendor's status page.",
      ],
    },
  },
  find: ({ ingests, ownerOfSource }) =>
    ingests.flatMap(({ source, record }) => (record ? alertsOf(record, ownerOfSource(source)) : [])),
};

const errorOf = ({ error }: SliceRecord) => (error ?? 'unfinished').split(':')[0]!;

export function alertsOf(run: RunRecord, owner: string): Found[] {
  const connection = connectionOf(run);
  const name = connection.replace('/', ':');
  const failed = run.slices.filter((slice) => slice.outcome !== 'ok');
  return Object.entries(Object.groupBy(failed, errorOf)).map(([error, slices = []]) => {
    const streams = [...new Set(slices.map(({ stream }) => stream))].sort();
    const whole = slices.length === run.slices.length;
    return found('connection-not-read', `${connection}/${error}`, {
      judged_by: `connection:${connection}`,
      severity: error === 'SourceAuthError' || whole ? 'error' : 'warn',
      title: `${name} was not read${whole ? '' : ' completely'}: ${error} (${slices.length} of ${run.slices.length} slices)`,
      body: `${slices[0]?.error ?? 'The slices did not finish.'} Streams: ${streams.join(', ')}. The next run reads them again.`,
      owner,
      untrusted: streams.map((stream) => `${run.source ?? 'unknown'}.${stream}`),
      details: {
        streams,
        slices: slices.slice(0, LISTED).map(({ slice_id, window }) => ({ slice_id, window })),
      },
    });
  });
}
