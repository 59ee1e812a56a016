import { z } from 'zod';
import { ENCODINGS } from '../../../engine/files/text-file.ts';
import { isTimeZone } from '../../../engine/time-zone.ts';

/** A shop without an app: the CSV files its admin exports, dropped into a folder. */
export const ExportSettings = z.strictObject({
  /** Where the files are dropped. */
  folder: z.string().min(1),
  currency: z.string().regex(/^[A-Z]{3}$/, 'a code of ISO 4217, for example USD'),
  /** Of the shop's day, and of times that name no offset. */
  time_zone: z.string().refine(isTimeZone, 'a time zone of the IANA database, for example America/New_York'),
  /** Only where what is found is wrong, or cannot be: which part of 03/04/2026 is the month, which mark of 1,250 is which. */
  date_order: z.enum(['MDY', 'DMY']).optional(),
  decimal: z.enum(['.', ',']).optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  encoding: z.enum(ENCODINGS).optional(),
});
export type ExportSettings = z.infer<typeof ExportSettings>;
