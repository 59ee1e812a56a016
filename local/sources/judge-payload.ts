// The result of extracting records, without a vendor and without a store.
import { writeExact } from '../../lambdas/extractors/engine/exact-json.ts';
import { RecordJudge } from '../../lambdas/extractors/engine/judge-record.ts';
import type { Misfit } from '../../lambdas/extractors/engine/mend.ts';
import type { Stream } from '../../lambdas/extractors/engine/source.ts';
import { compileTokeniser } from '../../lambdas/extractors/engine/tokenise.ts';
import type { Tokens } from '../../lambdas/extractors/engine/tokens.ts';

export interface Judgement {
  readonly records: number;
  readonly accepted: number;
  readonly quarantined: number;
  /** Reasons, by the position of the record: never its values. */
  readonly reasons: readonly { readonly record: number; readonly issues: readonly string[] }[];
  /** Fields of accepted records that do not match the schema, and are landed as null. */
  readonly emptied: readonly { readonly record: number; readonly issues: readonly string[] }[];
  /** Undeclared fields: path → records. */
  readonly drift: Readonly<Record<string, number>>;
  /** Fields that held personal data, or undeclared text. */
  readonly pii_fields: readonly string[];
  /** The records as they would be landed: tokens replace personal data. */
  readonly landed: readonly unknown[];
}

const issuesOf = (misfits: readonly Pick<Misfit, 'path' | 'reason'>[]) =>
  misfits.map(({ path, reason }) => `${path.replace(/^\$\.?/, '') || 'record'}: ${reason}`);

export function judgePayload(records: readonly unknown[], stream: Stream, tokens: Tokens): Judgement {
  const tokenise = compileTokeniser(stream.schema, tokens);
  const judge = new RecordJudge(stream);
  const reasons: { record: number; issues: string[] }[] = [];
  const emptied: { record: number; issues: string[] }[] = [];
  const drift = new Map<string, number>();
  const personal = new Set<string>();
  const landed: unknown[] = [];
  for (const [at, record] of records.entries()) {
    const { mended, costly, lost } = judge.judge(record);
    if (costly.length > 0) {
      reasons.push({ record: at, issues: issuesOf(costly) });
      continue;
    }
    const empty: Pick<Misfit, 'path' | 'reason'>[] = [...lost];
    const witness = {
      personal: (_token: string, _kind: string, _value: string, path: string) => personal.add(path),
      drifted: (path: string) => drift.set(path, (drift.get(path) ?? 0) + 1),
      emptied: (path: string, reason: string) => empty.push({ path, reason }),
    };
    landed.push(JSON.parse(writeExact(tokenise(mended, witness))));
    if (empty.length > 0) emptied.push({ record: at, issues: issuesOf(empty) });
  }
  return {
    records: records.length,
    accepted: landed.length,
    quarantined: reasons.length,
    reasons,
    emptied,
    drift: Object.fromEntries([...drift].sort()),
    pii_fields: [...personal].sort(),
    landed,
  };
}
