import { ConfigError } from '../contracts/errors.ts';
import { aggregatesOf } from '../sql/metrics/catalogue.ts';
import { isGrain } from '../sql/metrics/dimension.ts';
import { type Answerable, columnOf, questionSql } from '../sql/metrics/question-sql.ts';
import type { Answer, AnswerPorts, Cell } from './answer-ports.ts';
import { outsideOf } from './outside.ts';
import { type Asked, readQuestion } from './question.ts';
import { earlier, isComparison, later } from './year-before.ts';

/** Beyond this a question is a download: ask `query`. */
const MOST_ROWS = 10_000;

/**
 * Answers a question about a metric from the published marts.
 * @param vs `last-year`: the same days a year before, beside each row
 * @throws ConfigError when there is no right answer: says why, and which question can be answered
 */
export async function answer(asked: Asked & { readonly vs?: string }, ports: AnswerPorts): Promise<Answer> {
  const question = readQuestion(asked, ports.library);
  const compare = asked.vs !== undefined && isComparison(asked.vs, question);
  const columns = question.by.map(columnOf);
  const rows = await rowsOf(question, ports);
  const { metric, name, unit, kind, formula } = question.metric;
  const outside = await outsideOf(question, ports);
  const head = { metric, name, unit, kind, formula, outside };
  const values = rows.map((row) => [...columns.map((column) => row[column]), row.value]);
  if (!compare) return { ...head, columns: [...columns, 'value'], rows: values };

  const before = await rowsOf({ ...question, days: earlier(question) }, ports);
  const period = question.by.findIndex((one) => typeof one === 'string' && isGrain(one));
  const keyOf = (cells: readonly Cell[]) => JSON.stringify(cells.map(String));
  const known = new Map(
    before.map((row) => {
      const cells = columns.map((column, at) => (at === period ? later(String(row[column]), question) : row[column]));
      return [keyOf(cells), row.value];
    }),
  );
  const pairs = values.map((cells) => {
    const was = known.get(keyOf(cells.slice(0, -1))) ?? null;
    return [...cells, was, changeOf(cells.at(-1), was)];
  });
  return { ...head, columns: [...columns, 'value', 'before', 'change'], rows: pairs };
}

/** Relative; nothing where nothing was before. */
function changeOf(value: Cell, before: Cell): number | null {
  if (value === null || before === null || numberOf(before) === 0) return null;
  return numberOf(value) / numberOf(before) - 1;
}
const numberOf = (cell: Cell): number => Number(JSON.stringify(cell));

async function rowsOf(question: Answerable, { spelling, run }: AnswerPorts) {
  const dimensions = [...question.by, ...question.where.map(({ of }) => of)].filter((one) => typeof one !== 'string');
  const facts = aggregatesOf(question.catalogue, question.metric).map(({ from }) => from!);
  const joined = dimensions.filter(({ places }) => facts.some((fact) => !places.has(fact))).map(({ from }) => from);
  const marts = [...new Set([...facts, ...joined])].map((table) => table.replace('marts.', ''));
  const statement = questionSql(question, { spelling, limit: MOST_ROWS });
  const rows = await run(statement, marts);
  if (rows.length > MOST_ROWS)
    throw new ConfigError(
      `the answer has more than ${MOST_ROWS} rows; ask for fewer days, a longer period or a filter, or use npm run query for a download`,
    );
  return rows;
}
