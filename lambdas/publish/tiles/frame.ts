import { scoreOf } from '../../contracts/quality-score.ts';
import type { Sentence } from '../../contracts/tile/sentence.ts';
import type { Tile, TileBody } from '../../contracts/tile/tile.ts';
import type { LineageStep, Trust } from '../../contracts/tile/trust.ts';
import { isoDay } from './days.ts';
import type { Facts } from './facts.ts';

const bare = (table: string) => table.split('.').at(-1) ?? table;

/** Everything a mart is made from, nearest first, when publish told us. */
function ancestors(facts: Facts, marts: readonly string[]): string[] {
  const upstream = facts.context.upstream ?? {};
  const seen = new Set<string>();
  const visit = (name: string): void => {
    for (const parent of upstream[name] ?? []) {
      if (seen.has(parent)) continue;
      seen.add(parent);
      visit(parent);
    }
  };
  for (const mart of marts) visit(mart);
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
  facts: Facts,
  marts: readonly string[],
  metrics: readonly string[],
  tile: string,
): LineageStep[] {
  const all = [...new Set([...ancestors(facts, marts).map(bare), ...marts])];
  const names: Partial<Record<LineageStep['layer'], string[]>> = Object.groupBy(all, layerOf);
  if (metrics.length > 0) names.metric = [...metrics];
  if (tile) names.tile = [tile];
  return LAYERS.flatMap((layer) => (names[layer] ? [{ layer, names: names[layer].sort() }] : []));
}

/** Degraded sources below these marts, by the streams that are late; all of them when nobody said what reads what. */
export function lateSources(facts: Facts, marts: readonly string[]): string[] {
  const { degraded, upstream } = facts.context;
  const below = new Set(ancestors(facts, marts).map((name) => bare(name).replace(/^stg_/, '')));
  const late = degraded.flatMap(({ source, connection, streams }) => {
    if (upstream === undefined) return [`${source} (${connection})`];
    const read = [...below].filter((name) => name.startsWith(`${source}__`));
    const missing = streams?.filter((stream) => below.has(`${source}__${stream}`));
    if (missing ? missing.length === 0 : read.length === 0) return [];
    return [`${source} (${connection})${missing ? `: ${missing.join(', ')}` : ''}`];
  });
  return [...new Set(late)].sort();
}

export function trustOf(facts: Facts, marts: readonly string[]): Trust {
  const related = new Set([...marts, ...ancestors(facts, marts).map(bare)]);
  const checks = facts.context.checks.filter((check) => related.has(bare(check.table)));
  const newest = marts.flatMap((mart) => facts.newest.get(mart) ?? []).sort();
  const failed = checks.filter((check) => check.outcome !== 'pass');
  return {
    as_of: facts.context.asOf,
    newest: newest.at(-1) ? [newest.at(-1)!, isoDay(facts.lastDay)].sort()[0]! : null,
    late: lateSources(facts, marts),
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

export interface TileParts {
  readonly name: string;
  readonly title: string;
  readonly scope?: string;
  /** What it shows whatever the page's period is; left out when it follows the period. */
  readonly covers?: string;
  readonly finding?: Sentence;
  readonly metrics?: readonly string[];
  readonly about: string;
  readonly sql: string;
  readonly marts: readonly string[];
  /** What is still to come, when late records will change the numbers. */
  readonly immature?: Sentence;
  readonly body: TileBody;
}

function stateOf(parts: TileParts, trust: Trust): Tile['state'] {
  if (parts.body.kind === 'empty') return { kind: 'empty', note: [] };
  const broken =
    parts.body.kind === 'kpis'
      ? parts.body.items.flatMap((item) => Object.values(item.views).flatMap((view) => view.broken ?? []))
      : [];
  if (broken.length > 0) return { kind: 'untrusted', note: [{ text: `${broken[0]}, which cannot be.` }] };
  if (trust.late.length > 0) {
    return {
      kind: 'stale',
      note: [{ text: `${trust.late.join(', ')} was not read completely. Records may be missing, none is estimated.` }],
    };
  }
  return parts.immature ? { kind: 'immature', note: parts.immature } : { kind: 'ready', note: [] };
}

/** Figures over marts nobody has filled would be zeros that look like news. Advice says itself what it could not ask. */
function unreadAsEmpty({ context }: Facts, parts: TileParts): TileParts {
  const { marts, body } = parts;
  const isUnread = marts.length > 0 && marts.every((mart) => context.neverRead?.has(mart));
  if (!isUnread || body.kind === 'actions') return parts;
  const text = `No source of ${marts.join(', ')} was ever read. Connect one, and its first run fills this.`;
  return { ...parts, finding: [], body: { kind: 'empty', title: 'Never read', text } };
}

/** Puts what every tile carries around a body. */
export function tileOf(facts: Facts, given: TileParts): Tile {
  const parts = unreadAsEmpty(facts, given);
  const trust = trustOf(facts, parts.marts);
  return {
    version: 1,
    name: parts.name,
    title: parts.title,
    scope: parts.scope ?? '',
    covers: parts.covers ?? '',
    state: stateOf(parts, trust),
    finding: parts.finding ?? [],
    currency: facts.currency,
    metrics: [...(parts.metrics ?? [])],
    about: parts.about,
    sql: parts.sql,
    lineage: lineageOf(facts, parts.marts, parts.metrics ?? [], parts.name),
    trust,
    body: parts.body,
  };
}
