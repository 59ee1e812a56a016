import { scoreOf } from '../../contracts/quality-score.ts';
import type { LineageStep, Trust } from '../../contracts/tile/trust.ts';
import { movesAmounts } from '../../sql/lineage.ts';
import type { Model } from '../../sql/model.ts';
import { isoDay } from './days.ts';
import type { ReportContext } from './report-context.ts';

const bare = (table: string) => table.split('.').at(-1) ?? table;

/** Everything tables are made from, nearest first; raw tables as the warehouse names them. */
function ancestors(
  { published }: ReportContext,
  tables: readonly string[],
  counts: (model: Model) => boolean = () => true,
): string[] {
  const { models } = published.library;
  const seen = new Set<string>();
  const visit = (name: string): void => {
    const { source, parents = [] } = models.get(name) ?? {};
    for (const parent of source ? [`raw.${source.source}__${source.stream}`] : parents) {
      const model = models.get(parent);
      if (seen.has(parent) || (model && !counts(model))) continue;
      seen.add(parent);
      visit(parent);
    }
  };
  for (const table of tables) visit(table);
  return [...seen];
}

function layerOf(name: string): LineageStep['layer'] {
  if (name.startsWith('stg_')) return 'staging';
  if (name.startsWith('int_')) return 'intermediate';
  if (/^(fct|dim|mart)_/.test(name)) return 'mart';
  return name.includes('__') ? 'raw' : 'model';
}

const LAYERS: readonly LineageStep['layer'][] = ['raw', 'staging', 'intermediate', 'model', 'mart', 'metric', 'tile'];

/** From the first table we know to the number on the page. */
export function lineageOf(
  context: ReportContext,
  marts: readonly string[],
  metrics: readonly string[],
  tile: string,
): LineageStep[] {
  const all = [...new Set([...ancestors(context, marts).map(bare), ...marts])];
  const names: Partial<Record<LineageStep['layer'], string[]>> = Object.groupBy(all, layerOf);
  if (metrics.length > 0) names.metric = [...metrics];
  if (tile) names.tile = [tile];
  return LAYERS.flatMap((layer) => (names[layer] ? [{ layer, names: names[layer].sort() }] : []));
}

/**
 * Degraded sources below these marts, by the streams that are late. Days are cut off many tables, and customers are found in
 * many; late rows move neither a day nor an amount.
 */
export function lateSources(context: ReportContext, marts: readonly string[]): string[] {
  const below = new Set(ancestors(context, marts, movesAmounts).map((name) => bare(name).replace(/^stg_/, '')));
  const late = context.published.degraded.flatMap(({ source, connection, streams }) => {
    const read = [...below].filter((name) => name.startsWith(`${source}__`));
    const missing = streams?.filter((stream) => below.has(`${source}__${stream}`));
    if (missing ? missing.length === 0 : read.length === 0) return [];
    return [`${source} (${connection})${missing ? `: ${missing.join(', ')}` : ''}`];
  });
  return [...new Set(late)].sort();
}

export function trustOf(context: ReportContext, marts: readonly string[]): Trust {
  const related = new Set([...marts, ...ancestors(context, marts).map(bare)]);
  const checks = context.published.checks.filter((check) => related.has(bare(check.table)));
  const newest = marts.flatMap((mart) => context.extents.get(mart)?.newest ?? []).sort();
  const failed = checks.filter((check) => check.outcome !== 'pass');
  return {
    as_of: context.published.asOf,
    newest: newest.at(-1) ? [newest.at(-1)!, isoDay(context.lastDay)].sort()[0]! : null,
    late: lateSources(context, marts),
    score: scoreOf('', checks)?.score ?? null,
    checks: checks.length,
    failed: failed.slice(0, 10).map(({ check, table, column, severity, value, threshold, unit }) => ({
      check,
      table,
      column,
      severity,
      value,
      threshold,
      unit,
    })),
    marts: [...marts],
  };
}
