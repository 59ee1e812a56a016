import { causeOf, placeOf } from '../../contracts/fault-groups.ts';
import type { RecordFault } from '../../contracts/record-fault.ts';
import { type AlertRule, type Found, found, LISTED, listed } from '../rule.ts';

/** Records of one stream that are quarantined, or empty in one field, for one reason, are one alert. */
export const recordsLeftOut: AlertRule = {
  name: 'records-left-out',
  runbook: {
    means: [
      'Records of one stream are left out, or one field of them is null, for one reason. No other record is affected.',
    ],
    look: [
      'The message names keys, files and lines, and the money at stake; `npm run -s status -- --json` lists all under `faults`.',
    ],
    mend: [
      'Correct the record at the vendor or in the file: its next good reading ends the incident by itself. If Snowflake cannot load',
      'a landed file through its pipe, `copy_history` of the raw table has the message; once its cause is mended, `alter pipe',
      'raw.<source>__<stream>_pipe refresh` loads the file.',
    ],
  },
  find: ({ faults, ownerOfSource }) =>
    [...Map.groupBy(faults, causeOf).values()].map((group) => alertOf(group, ownerOfSource(group[0]!.source))),
};

export function alertOf(faults: readonly RecordFault[], owner: string): Found {
  const [{ source, connection, stream, effect, field, reason }] = faults as [RecordFault];
  const effects = effect.replace('_', ' ');
  const of = field === null ? '' : ` in ${field}`;
  const keys = faults.flatMap((one) => placeOf(one) ?? []);
  return found('records-left-out', `${source}/${connection}/${stream}/${effect}/${field}/${reason}`, {
    judged_by: 'faults',
    severity: 'warn',
    title: `${source}.${stream} of connection ${connection}: ${faults.length} ${effects}${of}`,
    body: `${reason}. ${listed(keys)}. It stays open until a good reading.`,
    owner,
    untrusted: [`${source}.${stream}`],
    details: {
      keys: keys.slice(0, LISTED),
      amounts: amountsOf(faults),
      since: faults.map(({ since }) => since).sort()[0],
    },
  });
}

const amountsOf = (faults: readonly RecordFault[]): string[] =>
  faults
    .flatMap(({ amount, currency }) => (amount === null ? [] : [`${amount} ${currency ?? ''}`.trim()]))
    .slice(0, LISTED);
