import type { Tile, TileBody } from '../../contracts/tile/tile.ts';
import type { Trust } from '../../contracts/tile/trust.ts';
import type { Report } from '../../sql/reports/report-file.ts';
import { refsOf } from '../../sql/reports/reports.ts';
import { BODIES } from './bodies/index.ts';
import type { Drawn } from './drawing.ts';
import { martsOf } from './figures.ts';
import { lineageOf, trustOf } from './lineage.ts';
import type { ReportContext } from './report-context.ts';

/** Runs a report's queries, renders its body, and adds what every tile carries. */
export async function buildTile(report: Report, context: ReportContext): Promise<Tile> {
  const { header, name } = report;
  const rows = report.sql === '' ? [] : await context.ask(name);
  const used = new Map<string, Awaited<ReturnType<ReportContext['ask']>>>();
  for (const query of header.uses) used.set(query, await context.ask(query));
  const drawn = await BODIES[header.body]!({
    report,
    context,
    rows: rows ?? [],
    isAsked: rows !== undefined,
    used: (query) => used.get(query) ?? [],
  });
  return tileOf(report, drawn, context);
}

function tileOf(report: Report, drawn: Drawn, context: ReportContext): Tile {
  const { header, name, sql } = report;
  const metrics = drawn.metrics ?? header.metrics;
  const marts = martsBelow(report, drawn, metrics, context);
  const trust = trustOf(context, marts);
  const unread = neverRead(context, header.body, marts);
  const body = unread ?? drawn.body ?? { kind: 'empty' as const, ...(drawn.empty ?? header.empty ?? NOTHING) };
  return {
    version: 1,
    name,
    title: header.title,
    scope: drawn.scope ?? header.scope,
    covers: drawn.covers ?? header.covers,
    state: stateOf(body, trust),
    headline: unread ? [] : (drawn.headline ?? []),
    currency: context.currency,
    metrics: [...metrics],
    about: header.about,
    sql: drawn.sql ?? (sql === '' ? '' : context.statement(report)),
    lineage: lineageOf(context, marts, metrics, name),
    trust,
    body,
  };
}

const NOTHING = { title: 'Nothing yet', text: 'This tile fills with the first publication.' };

/** The existing marts that the report's queries and metrics read. */
function martsBelow(report: Report, drawn: Drawn, metrics: readonly string[], context: ReportContext): string[] {
  const { queries } = context.published.library.reports;
  const asked = [report, ...report.header.uses.map((name) => queries.get(name)!)];
  const known = metrics.filter((metric) => context.metrics.has(metric));
  const named = [
    ...asked.flatMap((query) => refsOf(query, queries)),
    ...known.flatMap((metric) => martsOf(context, metric)),
    ...(drawn.marts ?? []),
  ];
  return [...new Set(named)].filter((mart) => context.extents.has(mart));
}

/** Figures over empty marts would be zeros that look like news. Advice itself says what it could not ask. */
function neverRead({ published }: ReportContext, kind: string, marts: readonly string[]): TileBody | undefined {
  const isUnread = marts.length > 0 && marts.every((mart) => published.neverRead?.has(mart));
  if (!isUnread || kind === 'actions') return undefined;
  const text = `No source of ${marts.join(', ')} was ever read. Connect one; its first run fills this tile.`;
  return { kind: 'empty', title: 'Never read', text };
}

function stateOf(body: TileBody, trust: Trust): Tile['state'] {
  if (body.kind === 'empty') return { kind: 'empty', note: [] };
  const broken =
    body.kind === 'kpis'
      ? body.items.flatMap((item) => Object.values(item.views).flatMap((view) => view.broken ?? []))
      : [];
  if (broken.length > 0) return { kind: 'untrusted', note: [{ text: `${broken[0]}, which cannot be.` }] };
  if (trust.late.length > 0) {
    const text = `${trust.late.join(', ')} was not read completely. Records may be missing, none is estimated.`;
    return { kind: 'stale', note: [{ text }] };
  }
  return { kind: 'ready', note: [] };
}
