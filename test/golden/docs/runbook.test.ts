// Entries of docs/runbook.md are printed from the rules. Accept a change with `npm run golden:accept`.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ALERT_RULES } from '../../../lambdas/alerts/rules/index.ts';
import { runbookPage } from './runbook-page.ts';

const PAGE = fileURLToPath(new URL('../../../docs/runbook.md', import.meta.url));

it('docs/runbook.md says of every alert what its rule says', () => {
  const page = readFileSync(PAGE, 'utf8');
  if (process.env.GOLDEN_ACCEPT === '1') writeFileSync(PAGE, runbookPage(page, ALERT_RULES));
  expect(readFileSync(PAGE, 'utf8')).toBe(runbookPage(page, ALERT_RULES));
});
