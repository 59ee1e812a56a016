// What the driver asked over the wire while one promise was proved, and what it was answered.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Migration } from '../../../../lambdas/adapters/sql/migrator.ts';

/** The body of an answer, without what differs from run to run. Files are those a `get` fetches, as base64. */
export interface Answer {
  readonly success: boolean;
  readonly code?: string;
  readonly message?: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly files?: Readonly<Record<string, string>>;
}

export interface Exchange {
  readonly sql: string;
  /** SHA-256 of bound values, where there are any. */
  readonly binds?: string;
  /** Its place among the answers. */
  readonly answer: number;
}

interface RecordedSession {
  readonly license: string;
  readonly about: string;
  readonly promise: string;
  readonly exchanges: readonly Exchange[];
  /** Each once: most statements are answered alike. */
  readonly answers: readonly Answer[];
}

const folder = join(import.meta.dirname, 'recordings');
/** The database of every recording, whatever it was called. */
export const DATABASE = 'proved';

const fileOf = (promise: string) =>
  join(
    folder,
    `${promise
      .toLowerCase()
      .replaceAll(/[^a-z]+/g, '-')
      .slice(0, 48)
      .replace(/-$/, '')}.json`,
  );

export const readSession = (promise: string): RecordedSession =>
  JSON.parse(readFileSync(fileOf(promise), 'utf8')) as RecordedSession;

const migrationsFile = join(folder, 'migrations.json');

/** Those that were recorded: a migration that was added since is none of the recording's. */
export const recordedMigrations = (): Migration[] => JSON.parse(readFileSync(migrationsFile, 'utf8')) as Migration[];

export const writeMigrations = (migrations: readonly Migration[]): void =>
  writeFileSync(migrationsFile, `${JSON.stringify(migrations, null, 1)}\n`);

export function writeSession(promise: string, heard: readonly (Omit<Exchange, 'answer'> & { answer: Answer })[]): void {
  const answers = new Map<string, number>();
  const exchanges = heard.map(({ answer, ...asked }) => {
    const text = JSON.stringify(answer);
    if (!answers.has(text)) answers.set(text, answers.size);
    return { ...asked, answer: answers.get(text)! };
  });
  const head = {
    license: 'Apache-2.0; invented rows, recorded from an emulator (fakesnow), not from Snowflake',
    about: 'npm run record:snowflake writes this file',
    promise,
  };
  const lines = [
    ...Object.entries(head).map(([key, value]) => ` ${JSON.stringify(key)}: ${JSON.stringify(value)}`),
    ` "exchanges": [\n${exchanges.map((one) => `  ${JSON.stringify(one)}`).join(',\n')}\n ]`,
    ` "answers": [\n${[...answers.keys()].map((one) => `  ${one}`).join(',\n')}\n ]`,
  ];
  writeFileSync(fileOf(promise), `{\n${lines.join(',\n')}\n}\n`);
}

/** A statement as it is compared: the folder a file is fetched into differs from run to run. */
export const comparable = (sql: string): string => sql.replace(/'file:\/\/[^']*'/, "'file://folder/'");

export const hashOf = (binds: unknown): string | undefined =>
  binds === undefined || binds === null
    ? undefined
    : createHash('sha256').update(JSON.stringify(binds)).digest('hex').slice(0, 16);
