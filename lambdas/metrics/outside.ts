import { compileStatement } from '../sql/compile-statement.ts';
import { aggregatesOf } from '../sql/metrics/catalogue.ts';
import type { Answerable } from '../sql/metrics/question-sql.ts';
import { ratedColumn } from '../sql/metrics/reported.ts';
import type { Answer, AnswerPorts } from './answer-ports.ts';

/** Rows that an answer in the currency of the reports leaves out for want of a rate, whatever its filters. */
export async function outsideOf(
  question: Answerable,
  { library, spelling, run }: AnswerPorts,
): Promise<Answer['outside']> {
  if (question.catalogue !== library.reportedMetrics) return [];
  const facts = new Set(aggregatesOf(question.catalogue, question.metric).map(({ from }) => from));
  const marts = [...library.models.values()].filter(({ table }) => facts.has(table));
  for (const mart of marts) {
    const rated = ratedColumn(mart);
    if (!rated) continue;
    const sql = compileStatement('rows_without_a_rate', { table: mart.table, rated }, { library, spelling });
    const rows = await run({ sql, values: [] }, [mart.name]);
    if (rows.length > 0) return rows.map((row) => ({ currency: String(row.currency), rows: Number(row.rows_count) }));
  }
  return [];
}
