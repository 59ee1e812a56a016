import type { Severity } from '../../contracts/quality.ts';
import { groupedDigits } from '../grouped-digits.ts';

/** A series outside its expected range. */
export interface Anomaly {
  readonly severity: Severity;
  readonly value: number;
  /** The bound it exceeds. */
  readonly bound: number;
  readonly unit: string;
  /** First unusual day. */
  readonly since: string;
  /** The measured and the expected value, in words. */
  readonly says: string;
}

/** Result for one series; `cold_start` when its history is too short. */
export type Judgement =
  | { readonly kind: 'expected' | 'cold_start' }
  | { readonly kind: 'anomalous'; readonly anomaly: Anomaly };

export const EXPECTED: Judgement = { kind: 'expected' };
export const COLD_START: Judgement = { kind: 'cold_start' };
export const anomalous = (anomaly: Anomaly): Judgement => ({ kind: 'anomalous', anomaly });

/** Three significant digits, with thousands separators. */
export function figureText(value: number): string {
  if (!Number.isFinite(value)) return 'nothing';
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : Math.abs(value) >= 1 ? 2 : 3;
  return groupedDigits(String(Number(value.toFixed(digits))));
}
export const percent = (share: number): string => `${figureText(share * 100)} %`;
