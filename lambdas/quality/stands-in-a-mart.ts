import { STANDS_IN_A_MART } from '../contracts/quality.ts';
import type { Candidate, Row } from '../ports/warehouse.ts';
import type { Model, SqlLibrary } from '../sql/library.ts';
import { groupedDigits } from './grouped-digits.ts';
import type { Finding } from './scan-table.ts';

/** What makes a thing an amount of money that somebody paid: an id of its own, a total and its currency. */
const MONEY = ['connection', 'total_amount', 'currency'];

/**
 * What is read and stands in no mart, by account: a vendor whose models are still to be written looks like a vendor that sold nothing.
 * Measured by keys, because a staging model can have marts below it that take something else of it.
 */
export async function checkStandsInAMart(
  library: SqlLibrary,
  built: ReadonlySet<string>,
  candidate: Candidate,
): Promise<Finding[]> {
  const models = [...library.models.values()].filter(({ table }) => built.has(table));
  const findings: Finding[] = [];
  for (const model of models) {
    const taken = takersOf(model, models);
    if (taken) findings.push(await measure(model, taken, candidate));
  }
  return findings;
}

/** Marts of the same grain; undefined for a model that holds no money of its own. */
function takersOf({ source, header }: Model, models: readonly Model[]): readonly Model[] | undefined {
  const [key, ...more] = header.key;
  if (!source || !key || more.length > 0 || MONEY.some((column) => !header.columns[column])) return undefined;
  const marts = models.filter(({ layer, header: { key: own } }) => layer === 'marts' && own.join() === key);
  return marts.length > 0 ? marts : undefined;
}

interface Left extends Row {
  readonly connection: string;
  readonly currency: string | null;
  readonly rows: number;
  readonly amount: string | null;
}

async function measure(model: Model, marts: readonly Model[], candidate: Candidate): Promise<Finding> {
  const [key] = model.header.key;
  const taken = marts.map(({ table }) => `select ${key} from ${table}`).join(' union ');
  // An account of which something stands there is read by the marts; a record they leave out is the reconciliation's.
  const left = await candidate.query<Left>(`with taken as (${taken}),
accounts as (
    select connection from ${model.table}
    group by connection
    having sum(case when ${key} in (select ${key} from taken) then 1 else 0 end) = 0
)
select connection, currency, count(*) as rows, sum(total_amount)::decimal(18,2) as amount
from ${model.table}
where connection in (select connection from accounts)
group by connection, currency
order by connection, currency`);
  const rows = left.reduce((sum, one) => sum + Number(one.rows), 0);
  return {
    check: STANDS_IN_A_MART,
    family: 'reconciliation',
    table: model.table,
    column: null,
    severity: 'warn',
    outcome: rows > 0 ? 'fail' : 'pass',
    value: rows,
    threshold: 0,
    unit: 'rows',
    sample_keys: [...new Set(left.map(({ connection }) => connection))].slice(0, 5),
    message: left.map((one) => sentenceOf(model, one)).join(' '),
  };
}

const sentenceOf = ({ source }: Model, { connection, rows, amount, currency }: Left): string => {
  const money = amount === null ? '' : `, ${groupedDigits(amount)} ${currency ?? ''}`.trimEnd();
  const things = Number(rows) === 1 ? source?.stream.replace(/s$/, '') : source?.stream;
  const stand = Number(rows) === 1 ? 'is read and stands' : 'are read and stand';
  return `${source?.source} ${connection}: ${groupedDigits(String(rows))} ${things}${money} ${stand} in no mart yet.`;
};
