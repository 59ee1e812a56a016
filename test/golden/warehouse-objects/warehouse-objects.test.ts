import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import {
  accountStatements,
  databaseStatements,
  foundationStatements,
  loadingStatements,
} from '../../../lambdas/adapters/snowflake/objects.ts';
import { snowflakeWords } from '../../../lambdas/adapters/snowflake/words.ts';
import { createRawTable } from '../../../lambdas/adapters/sql/migrator.ts';

const place = {
  database: 'retailpulse',
  warehouse: 'RETAILPULSE',
  bucket_url: 's3://example-lake/',
  storage_role_arn: 'arn:aws:iam::111122223333:role/retailpulse-prod-snowflake',
  topic_arn: 'arn:aws:sns:eu-west-1:111122223333:retailpulse-prod-landed',
};
const streams = [
  { source: 'klaviyo', stream: 'profiles' },
  { source: 'shopify', stream: 'orders' },
];
const texts = {
  account: accountStatements('retailpulse', 'RETAILPULSE', 'RETAILPULSE', (role) => `<public key of ${role}>`),
  deploy: [
    ...databaseStatements(place),
    ...streams.map((stream) => createRawTable(stream, snowflakeWords)),
    ...foundationStatements(place),
    ...loadingStatements(place, streams),
  ],
};

it.each(Object.entries(texts))('the statements of %s are these', (name, statements) => {
  const file = join(import.meta.dirname, `${name}.sql`);
  const text = `${statements.join(';\n\n')};\n`;
  if (process.env.GOLDEN_ACCEPT || (!existsSync(file) && !process.env.CI)) writeFileSync(file, text);
  expect(text).toBe(readFileSync(file, 'utf8'));
});
