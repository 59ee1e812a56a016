// Snowflake as it was recorded: each statement is answered as it was then, and one that was not asked then is refused.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { snowflakeWarehouse } from '../../../../lambdas/adapters/snowflake/warehouse.ts';
import { snowflakeServer } from '../../../helpers/snowflake-server.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import { type Landed, STREAM } from '../promised.ts';
import { type Answer, comparable, DATABASE, hashOf, readSession, recordedMigrations } from './recorded-session.ts';

export async function onRecordedSnowflake(promise: string): Promise<Landed> {
  const { exchanges, answers } = readSession(promise);
  const left = [...exchanges];
  let parameters: unknown = [];
  const folder = await temporaryFolder();
  const server = await snowflakeServer((sql, binds) => {
    const at = left.findIndex((one) => one.sql === comparable(sql) && one.binds === hashOf(binds));
    if (at < 0) return { error: `not recorded; npm run record:snowflake. ${sql}`, code: '000001' };
    const [{ answer }] = left.splice(at, 1) as [(typeof left)[number]];
    parameters = answers[answer]!.data.parameters ?? parameters;
    return played({ ...answers[answer]!, data: { ...answers[answer]!.data, parameters } }, sql, folder);
  });
  const warehouse = snowflakeWarehouse({ ...server.options, database: DATABASE }, recordedMigrations());
  return {
    warehouse: Object.assign(warehouse, { close: closing(warehouse.close, server.close) }),
    // The pipe has loaded it: its answers say so.
    land: async (key, lines) => ({ ...STREAM, connection: 'one', key, rows: lines.length }),
    many: 500,
    finish: () => expect(left.map(({ sql }) => sql)).toEqual([]),
  };
}

const closing =
  (...closes: (() => Promise<void>)[]) =>
  async () => {
    for (const close of closes) await close();
  };

/** With the files it speaks of where it says they are. */
function played({ files, ...body }: Answer, sql: string, folder: string) {
  if (!files) return { body };
  for (const [name, content] of Object.entries(files))
    writeFileSync(join(folder, name), Buffer.from(content, 'base64'));
  const localLocation = /'file:\/\/([^']*)'/.exec(sql)![1]!;
  const stageInfo = { ...(body.data.stageInfo as object), location: folder };
  return { body: { ...body, data: { ...body.data, localLocation, stageInfo } } };
}
