import { z } from 'zod';
import { ENCODINGS } from '../../../engine/files/text-file.ts';
import { isTimeZone } from '../../../engine/time-zone.ts';

/** A shop without an app: the CSV files its admin exports, dropped into a folder. */
export const ExportSettings = z.strictObject({
  /** The drop folder. */
  folder: z.string().min(1),
  currency: z.string().regex(/^[A-Z]{3}$/, 'a code of ISO 4217, for example USD'),
  /** Zone of the shop's day, and of times without an offset. */
  time_zone: z.string().refine(isTimeZone, 'a time zone of the IANA database, for example America/New_York'),
  /** Overrides of detection: the day-month order of 03/04/2026, and the meaning of the mark in 1,250. */
  date_order: z.enum(['MDY', 'DMY']).optional(),
  decimal: z.enum(['.', ',']).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  encoding: z.enum(ENCODINGS).optional(),
});
export type ExportSettings = z.infer<typeof ExportSettings>;
