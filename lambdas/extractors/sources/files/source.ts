import { z } from 'zod';
import { days, hours, type Source, type Stream } from '../../engine/source.ts';
import type { FileRow } from './rows.ts';
import { declaredRow, UndeclaredRow } from './schema.ts';
import { FilesSession } from './session.ts';
import { FilesSettings } from './settings.ts';

const rows: Stream = {
  name: 'rows',
  schema: UndeclaredRow,
  key: ({ table, file, file_changed_at, line }: FileRow) => `${table} ${file} ${file_changed_at} ${line}`,
  sync: 'incremental',
  cursor: { field: '$.file_changed_at', unit: 'iso' },
  // Rows are rejected one by one: `problems` lists the errors.
  required: ['$.problems', '$.table', '$.file', '$.file_changed_at', '$.line', '$.mode', '$.values'],
  place: { file: '$.file', line: '$.line' },
  lookbackMs: hours(1),
  /** A folder has its own rule for files still being written: see `filesWithin`. */
  safetyLagMs: 0,
  maxWindowMs: days(366),
  proof: 'recounted',
  changes: true,
  deletes: 'restated',
};

const source: Source = {
  name: 'files',
  apiVersion: 'RFC 4180, Parquet 2',
  sunset: null,
  docs: 'https://www.rfc-editor.org/rfc/rfc4180',
  limits: 'none: a folder answers as fast as it is read',
  maxParallel: 2,
  settings: FilesSettings,
  secret: z.unknown(),
  needsSecret: () => false,
  takesFiles: () => true,
  streams: [rows],
  shapedBy: (settings) => ({ ...source, streams: [{ ...rows, schema: declaredRow(FilesSettings.parse(settings)) }] }),
  open: ({ settings }, { drop, clock }) => new FilesSession(FilesSettings.parse(settings), drop, clock),
};

/** CSV and Parquet dropped into a folder: price lists, targets, offline sales, whatever has no API. */
export const files = source;
