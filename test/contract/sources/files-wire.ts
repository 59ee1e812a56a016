// Plays a folder: records are written as the CSV files they came from. Each look into the folder is a call, so that one can fail.
import { Readable } from 'node:stream';
import { FilesSettings } from '../../../lambdas/extractors/sources/files/settings.ts';
import type { ListedObject, ObjectStore } from '../../../lambdas/ports/object-store.ts';
import type { Http } from '../../../lambdas/ports/ports.ts';
import { type Body, type Fixtures, respond, type Wire } from './wire.ts';

const LIST = 'drop:list/';
const FILE = 'drop:file/';

export const filesWire = (fixtures: Fixtures): Wire => ({
  records: (_stream, { pages }) => structuredClone(pages.flatMap(({ body }) => body)),
  serve: (_stream, _fixture, { records, counted = records }) => {
    let lists = 0;
    return async ({ url }) => {
      if (url === LIST) lists++;
      // The second look into the whole folder counts what is there.
      const files = filesOf(lists > 1 ? counted : records);
      if (url.startsWith(LIST)) return respond({ status: 200, body: listed(files, url.slice(LIST.length)) });
      const { table, rows } = files.get(url.slice(FILE.length))!;
      return respond({ status: 200, body: csvOf(declaredColumns(fixtures, table), rows) });
    };
  },
  touched: (_stream, record, at) => ({ ...record, file_changed_at: at }),
  kindOf: () => 'page',
  ports: (http) => ({ drop: () => overCalls(http) }),
  spoil: (records) => {
    const { values, file, line } = records.find((record) => record.values.price !== undefined);
    values.price = 'on request';
    return `problems: ${file} line ${line}: column 'price' is text of 10 characters`;
  },
  grow: (records) => {
    const { file, values } = records.find(({ line }) => line > 0);
    for (const record of records) if (record.file === file && record.line > 0) record.values.newlyAdded = null;
    values.newlyAdded = 'Jane Invented';
    const drift = records.filter((record) => 'newlyAdded' in record.values).length;
    return { drift: { '$.values.newlyAdded': drift }, landed: /"newlyAdded":"text_1_[A-Z2-7]{26}"/ };
  },
  notApplicable: {
    'waits as long as a throttle says and goes on': 'a folder has no limits',
    'ends at once when the credential is refused, and commits nothing': 'a folder asks for no credential',
    'neither doubles nor skips anything when a page comes twice': 'a folder gives a file, not pages',
  },
});

interface Played {
  readonly table: string;
  readonly changedAt: number;
  readonly rows: Body[];
}

function filesOf(records: readonly Body[]): Map<string, Played> {
  const files = new Map<string, Played>();
  for (const { table, file, file_changed_at, line, values } of records) {
    const played: Played = files.get(file) ?? { table, changedAt: Date.parse(file_changed_at), rows: [] };
    files.set(file, played);
    if (line > 0) played.rows.push(values);
  }
  return files;
}

const declaredColumns = (fixtures: Fixtures, table: string) =>
  Object.keys(FilesSettings.parse(fixtures.account.settings).tables[table]!.columns);

function csvOf(declared: readonly string[], rows: readonly Body[]): string {
  const header = [...new Set([...declared, ...rows.flatMap((values) => Object.keys(values))])];
  const cell = (value: unknown) =>
    value === null || value === undefined ? '' : `"${String(value).replaceAll('"', '""')}"`;
  return [header, ...rows.map((values) => header.map((column) => values[column]))]
    .map((cells) => `${cells.map(cell).join(',')}\n`)
    .join('');
}

const listed = (files: Map<string, Played>, prefix: string) =>
  [...files]
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, { changedAt, rows }]) => ({ key, bytes: JSON.stringify(rows).length, changedAt }));

function overCalls(http: Http): ObjectStore {
  const ask = async (url: string) => (await http({ method: 'GET', url, headers: {}, timeoutMs: 1000 })).text();
  const refuse = () => Promise.reject(new Error('nobody writes into a drop folder'));
  return {
    get: refuse,
    put: refuse,
    putFile: refuse,
    delete: refuse,
    read: async (key) => Readable.from([Buffer.from((await ask(`${FILE}${key}`)) ?? '')], { objectMode: false }),
    async *list(prefix) {
      yield* JSON.parse((await ask(`${LIST}${prefix}`)) ?? '[]') as ListedObject[];
    },
  };
}
