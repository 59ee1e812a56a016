// What extraction would make of records, without a vendor and without a store.
import type { z } from 'zod';
import { writeExact } from '../../lambdas/extractors/engine/exact-json.ts';
import type { Stream } from '../../lambdas/extractors/engine/source.ts';
import { compileTokeniser } from '../../lambdas/extractors/engine/tokenise.ts';
import type { Tokens } from '../../lambdas/extractors/engine/tokens.ts';

export interface Judgement {
  readonly records: number;
  readonly accepted: number;
  readonly quarantined: number;
  /** Why, by the place of the record: never its values. */
  readonly reasons: readonly { readonly record: number; readonly issues: readonly string[] }[];
  /** Fields nobody has declared: path → records. */
  readonly drift: Readonly<Record<string, number>>;
  /** Fields that held something personal, or text nobody has declared. */
  readonly pii_fields: readonly string[];
  /** The records as they would be landed: tokens in place of what is personal. */
  readonly landed: readonly unknown[];
}

/** The first of several issues at one place says it; a union lists every way in which it was not met. */
const issuesOf = (error: z.ZodError) =>
  error.issues.map((issue) => `${issue.path.join('.') || 'record'}: ${issue.message}`);

export function judgePayload(records: readonly unknown[], stream: Stream, tokens: Tokens): Judgement {
  const tokenise = compileTokeniser(stream.schema, tokens);
  const reasons: { record: number; issues: string[] }[] = [];
  const drift = new Map<string, number>();
  const personal = new Set<string>();
  const landed: unknown[] = [];
  for (const [at, record] of records.entries()) {
    const checked = stream.schema.safeParse(record);
    if (!checked.success) {
      reasons.push({ record: at, issues: issuesOf(checked.error) });
      continue;
    }
    const witness = {
      personal: (_token: string, _kind: string, _value: string, path: string) => personal.add(path),
      drifted: (path: string) => drift.set(path, (drift.get(path) ?? 0) + 1),
    };
    landed.push(JSON.parse(writeExact(tokenise(record, witness))));
  }
  return {
    records: records.length,
    accepted: landed.length,
    quarantined: reasons.length,
    reasons,
    drift: Object.fromEntries([...drift].sort()),
    pii_fields: [...personal].sort(),
    landed,
  };
}
