import type { Run } from './answer-ports.ts';

/** Most answers that are kept: those of a page and of whoever looks around on it. */
const MOST_ANSWERS = 500;

/**
 * Keeps what was answered about one published version, whose rows never change; the answers asked for last stay.
 * @param run answers a statement that was not asked before
 */
export function keepingAnswers(run: Run): Run {
  /** Statement and values → rows, the latest asked last. */
  const answers = new Map<string, ReturnType<Run>>();
  return ({ sql, values }, marts) => {
    const question = JSON.stringify([sql, values]);
    const rows = answers.get(question) ?? run({ sql, values }, marts);
    answers.delete(question);
    answers.set(question, rows);
    rows.catch(() => answers.delete(question));
    if (answers.size > MOST_ANSWERS) answers.delete(answers.keys().next().value!);
    return rows;
  };
}
