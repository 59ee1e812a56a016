import type { Severity } from '../../../lambdas/contracts/quality.ts';

const SHAPES: Readonly<Record<Severity, preact.VNode>> = {
  note: <circle cx="5" cy="5" r="3.75" fill="none" stroke="var(--ink-3)" stroke-width="1.5" />,
  warn: <path d="M5 0 10 5 5 10 0 5Z" fill="var(--warn-fill)" />,
  error: <path d="M5 .5 10 9.5H0Z" fill="var(--bad-fill)" />,
  page: <path d="M5 .5 10 9.5H0Z" fill="var(--bad-fill)" />,
};

/** ▲ page and error, ◆ warn, ○ note: shape and colour, and a word for screen readers. */
export const SeverityMark = ({ severity }: { severity: Severity }) => (
  <svg class="mark" viewBox="0 0 10 10" role="img" aria-label={severity}>
    {SHAPES[severity]}
  </svg>
);
