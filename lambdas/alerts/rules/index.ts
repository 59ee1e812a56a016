import type { AlertRule } from '../rule.ts';
import { checkFailed } from './check-failed.ts';
import { connectionLate } from './connection-late.ts';
import { connectionNotRead } from './connection-not-read.ts';
import { recordsLeftOut } from './records-left-out.ts';
import { runFailed } from './run-failed.ts';
import { targetAtRisk } from './target-at-risk.ts';

/** The registry: one line per rule. */
export const ALERT_RULES: readonly AlertRule[] = [
  checkFailed,
  connectionNotRead,
  connectionLate,
  recordsLeftOut,
  runFailed,
  targetAtRisk,
];
