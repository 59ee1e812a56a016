import type { RecordFault } from './record-fault.ts';

/** Faults of one stream that share one reason; a person reads them as one problem. */
export interface FaultGroup {
  readonly where: string;
  readonly effect: RecordFault['effect'];
  readonly field: string | null;
  readonly reason: string;
  readonly count: number;
  /** Keys, or file and line, of the first faults. */
  readonly places: readonly string[];
  readonly amounts: readonly string[];
  readonly since: string;
}

/** Number of keys a group names. */
const NAMED = 5;

export const placeOf = ({ key, file, line }: RecordFault): string | undefined =>
  key ?? (file === null ? undefined : line === null ? file : `${file} line ${line}`);

/** Equal for faults of the same stream, field and reason. */
export const causeOf = ({ source, connection, stream, effect, field, reason }: RecordFault): string =>
  JSON.stringify([source, connection, stream, effect, field, reason]);

/** @returns groups, the largest first */
export function groupFaults(faults: readonly RecordFault[]): readonly FaultGroup[] {
  const groups = Map.groupBy(faults, causeOf);
  return [...groups.values()].map(groupOf).toSorted((a, b) => b.count - a.count);
}

function groupOf(faults: readonly RecordFault[]): FaultGroup {
  const [{ source, connection, stream, effect, field, reason }] = faults as [RecordFault];
  return {
    where: `${source}:${connection}:${stream}`,
    effect,
    field,
    reason,
    count: faults.length,
    places: faults.flatMap((one) => placeOf(one) ?? []).slice(0, NAMED),
    amounts: faults
      .flatMap(({ amount, currency }) => (amount === null ? [] : [`${amount} ${currency ?? ''}`.trim()]))
      .slice(0, NAMED),
    since: faults.map((one) => one.since).sort()[0]!,
  };
}

const EFFECT_WORDS: Readonly<Record<RecordFault['effect'], string>> = {
  quarantined: 'out',
  nulled: 'empty in one field',
  left_out: 'left out',
  unexplained: 'unexplained',
};

/** `shopify:main:orders: 3 out (field total): reason [1001, 1002, 1003]; at stake 10.00 EUR` */
export function faultText({ where, effect, field, reason, count, places, amounts }: FaultGroup): string {
  const named = places.length === 0 ? '' : ` [${places.join(', ')}${count > places.length ? ', …' : ''}]`;
  const stake = amounts.length === 0 ? '' : `; at stake ${amounts.join(', ')}${count > amounts.length ? ', …' : ''}`;
  return `${where}: ${count} ${EFFECT_WORDS[effect]}${field === null ? '' : ` (${field})`}: ${reason}${named}${stake}`;
}
