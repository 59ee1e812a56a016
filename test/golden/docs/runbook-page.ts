// The entries of docs/runbook.md that belong to alerts, printed from their rules.
import type { AlertRule, Markdown } from '../../../lambdas/alerts/rule.ts';

const PRINTED = /(?<=<!-- printed from the rules in lambdas\/alerts\/rules -->\n\n)[\s\S]*?(?=\n<!-- end -->)/;

const paragraph = (title: string, lines: Markdown) => `**${title}.** ${lines.join('\n')}\n`;

const caseOf = ([name, lines]: [string, Markdown]) => `- \`${name}\`: ${lines.join('\n  ')}`;

function entryOf({ name, runbook: { means, look, mend, cases } }: AlertRule): string {
  const parts = [paragraph('What it means', means), paragraph('Look', look), paragraph('Mend', mend)];
  const byName = cases ? `\n${Object.entries(cases).map(caseOf).join('\n')}\n` : '';
  return `## ${name}\n\n${parts.join('\n')}${byName}`;
}

/** The page with the entries of these rules. @throws if the page has no place for them */
export function runbookPage(page: string, rules: readonly AlertRule[]): string {
  if (!PRINTED.test(page)) throw new Error('docs/runbook.md has lost the comments between which entries are printed');
  return page.replace(PRINTED, () => rules.map(entryOf).join('\n'));
}
