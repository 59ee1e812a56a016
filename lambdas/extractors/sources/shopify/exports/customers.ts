import type { FirstSeen } from './first-seen.ts';
import type { ExportRow } from './table.ts';
import { addressOf, type Digest, gid, numberOf } from './write.ts';

const consent = (row: ExportRow, column: string) => (row.flag(column) ? 'SUBSCRIBED' : 'NOT_SUBSCRIBED');

/** A customer from a row. The file has no creation date: customers are as old as the first file that holds them. */
export function customerOf(row: ExportRow, at: string, seen: FirstSeen, digest: Digest): Record<string, unknown> {
  const email = row.text('Email');
  const phone = row.text('Phone');
  const id = row.text('Customer ID') ?? numberOf(email ?? phone ?? String(row.line), digest);
  return {
    id: gid('Customer', id),
    legacyResourceId: id,
    createdAt: seen.of(id, at),
    updatedAt: at,
    firstName: row.text('First Name') ?? null,
    lastName: row.text('Last Name') ?? null,
    state: 'DISABLED',
    locale: null,
    note: row.text('Note') ?? null,
    tags: (row.text('Tags') ?? '')
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    defaultEmailAddress:
      email === undefined
        ? null
        : { emailAddress: email, marketingState: consent(row, 'Accepts Email Marketing'), marketingUpdatedAt: null },
    defaultPhoneNumber:
      phone === undefined ? null : { phoneNumber: phone, marketingState: consent(row, 'Accepts SMS Marketing') },
    defaultAddress: addressOf(row, 'Default Address'),
    metafields: { nodes: [] },
  };
}
