// The registry in human-readable form: streams, modes, and the end of each API version.
import type { Source, Stream } from '../../lambdas/extractors/engine/source.ts';

export interface SourceRow {
  readonly source: string;
  readonly api_version: string;
  readonly sunset: string | null;
  readonly docs: string | null;
  readonly limits: string | null;
  readonly streams: readonly StreamRow[];
}

interface StreamRow {
  readonly stream: string;
  readonly sync: Stream['sync'];
  readonly cursor: string | null;
  readonly lookback_hours: number;
  readonly safety_lag_seconds: number;
  readonly deletes: string | null;
  readonly proof: Stream['proof'];
  readonly bulk: boolean;
  readonly scopes: readonly string[];
}

export const sourceRows = (sources: readonly Source[]): SourceRow[] =>
  sources.map((source) => ({
    source: source.name,
    api_version: source.apiVersion,
    sunset: source.sunset,
    docs: source.docs ?? null,
    limits: source.limits ?? null,
    streams: source.streams.map((stream) => ({
      stream: stream.name,
      sync: stream.sync,
      cursor: stream.cursor?.field.replace('$.', '') ?? null,
      lookback_hours: stream.lookbackMs / 3_600_000,
      safety_lag_seconds: stream.safetyLagMs / 1000,
      deletes: stream.deletes ?? null,
      proof: stream.proof,
      bulk: stream.bulkAboveMs !== undefined,
      scopes: (stream.scopes ?? []).map(({ name }) => name),
    })),
  }));

export function sourcesTable(sources: readonly Source[]): string {
  const blocks = sourceRows(sources).map((row) => {
    const head = [
      `${row.source}  API ${row.api_version}, ${row.sunset ? `ends ${row.sunset}` : 'no end announced'}`,
      `  limits: ${row.limits ?? 'none documented'}`,
    ];
    const header = ['stream', 'sync', 'cursor', 'again', 'deletes', 'proof'];
    const cells = row.streams.map((one) => [
      one.stream,
      one.bulk ? `${one.sync}, bulk` : one.sync,
      one.cursor ?? '-',
      one.lookback_hours === 0
        ? '-'
        : one.lookback_hours >= 48
          ? `${one.lookback_hours / 24} d`
          : `${one.lookback_hours} h`,
      one.deletes ?? '-',
      one.proof,
    ]);
    return [...head, ...aligned([header, ...cells])].join('\n');
  });
  return `${blocks.join('\n\n')}\n`;
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map(
    (row) =>
      `  ${row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd()}`,
  );
}

export interface Sunset {
  readonly source: string;
  readonly api_version: string;
  readonly sunset: string | null;
  readonly days_left: number | null;
  readonly level: 'ok' | 'warn' | 'error';
}

const WARN_DAYS = 90;
const ERROR_DAYS = 30;

/** Remaining life of each pinned version: a warning at 90 days, an error at 30. */
export const checkSunsets = (sources: readonly Source[], now: Date): Sunset[] =>
  sources.map(({ name, apiVersion, sunset }) => {
    const days = sunset === null ? null : Math.floor((Date.parse(sunset) - now.getTime()) / 86_400_000);
    const level = days === null || days > WARN_DAYS ? 'ok' : days > ERROR_DAYS ? 'warn' : 'error';
    return { source: name, api_version: apiVersion, sunset, days_left: days, level };
  });

export const sunsetText = (all: readonly Sunset[]): string =>
  all
    .map(({ source, api_version, sunset, days_left, level }) => {
      const left = sunset === null ? 'no end announced' : `ends ${sunset}, ${days_left} days left`;
      const what =
        level === 'ok' ? '' : `; move the pin in lambdas/extractors/sources/${source} and record its fixtures anew`;
      return `${level.padEnd(5)} ${source} ${api_version}: ${left}${what}\n`;
    })
    .join('');
