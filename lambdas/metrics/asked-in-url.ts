import { ConfigError } from '../contracts/errors.ts';
import type { Asked } from './question.ts';

/** Where questions are asked; the name of the metric follows. */
export const METRICS_PATH = '/api/metrics/';

const ONCE = ['by', 'from', 'to', 'vs'] as const;

/**
 * The question in an address: `/api/metrics/net_sales?by=month,shop&from=2026-01-01&where=country=DE`. `where` may come several times.
 * @throws ConfigError for a parameter that is unknown or given twice
 */
export function askedInUrl(metric: string, parameters: URLSearchParams): Asked & { readonly vs?: string } {
  for (const name of new Set(parameters.keys())) {
    if (name === 'where') continue;
    if (!ONCE.some((one) => one === name))
      throw new ConfigError(`a question has the parameters ${ONCE.join(', ')} and where; one is unknown`);
    if (parameters.getAll(name).length > 1) throw new ConfigError(`${name} is given twice; give it once`);
  }
  const given = Object.fromEntries(
    ONCE.flatMap((name) => {
      const text = parameters.get(name);
      return text === null ? [] : [[name, text] as const];
    }),
  ) as Partial<Record<(typeof ONCE)[number], string>>;
  const { by = '', ...rest } = given;
  return { metric, by: by.split(',').filter((one) => one !== ''), where: parameters.getAll('where'), ...rest };
}
