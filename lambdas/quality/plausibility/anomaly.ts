import type { Severity } from '../../contracts/quality.ts';
import { groupedDigits } from '../grouped-digits.ts';

/** A series that is not as it usually is. */
export interface Anomaly {
  readonly severity: Severity;
  readonly value: number;
  /** The bound it lies beyond. */
  readonly bound: number;
  readonly unit: string;
  /** First day of what is unusual. */
  readonly since: string;
  /** What was measured and what is usual, in words. */
  readonly says: string;
}

/** What a measure says of one series; `cold_start` when it is too young to say anything. */
export type Judgement =
  | { readonly kind: 'expected' | 'cold_start' }
  | { readonly kind: 'anomalous'; readonly anomaly: Anomaly };

export const EXPECTED: Judgement = { kind: 'expected' };
export const COLD_START: Judgement = { kind: 'cold_start' };
export const anomalous = (anomaly: Anomaly): Judgement => ({ kind: 'anomalous', anomaly });

/** Three digits that matter, thousands apart. */
export function figureText(value: number): string {
  if (!Number.isFinite(value)) return 'nothing';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return groupedDigits(String(Number(value.toFixed(digits))));
}
export const percent = (share: number): string => `${figureText(share * 100)} %`;
