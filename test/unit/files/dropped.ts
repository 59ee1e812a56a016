// A folder with files in it, at times the test tells.
import { Readable } from 'node:stream';
import type { z } from 'zod';
import { writeExact } from '../../../lambdas/extractors/engine/exact-json.ts';
import { type LeftOut, shaped } from '../../../lambdas/extractors/engine/source.ts';
import { compileTokeniser } from '../../../lambdas/extractors/engine/tokenise.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import type { FilesSettings } from '../../../lambdas/extractors/sources/files/settings.ts';
import { files } from '../../../lambdas/extractors/sources/files/source.ts';
import type { ListedObject, ObjectStore } from '../../../lambdas/ports/object-store.ts';

export interface Dropped {
  readonly body: string | Uint8Array;
  /** ISO-8601; the first of June 2026 unless told otherwise. */
  readonly at?: string;
}

/** Reads what it is given in pieces of a few bytes, as slow disks do. */
export function folderOf(all: Map<string, Dropped>, pieces = 7): ObjectStore {
  const refuse = () => Promise.reject(new Error('nobody writes into a drop folder'));
  return {
    get: refuse,
    put: refuse,
    putFile: refuse,
    delete: refuse,
    async read(key) {
      const body = Buffer.from(all.get(key)!.body as Uint8Array);
      // A long file in so many, for the time it takes.
      const bytes = Math.max(pieces, Math.ceil(body.length / 1000));
      const parts = Array.from({ length: Math.ceil(body.length / bytes) }, (_, n) =>
        body.subarray(n * bytes, (n + 1) * bytes),
      );
      return Readable.from(parts, { objectMode: false });
    },
    async *list(prefix): AsyncGenerator<ListedObject> {
      for (const [key, { body, at = '2026-06-01T00:00:00Z' }] of [...all].sort(([a], [b]) => (a < b ? -1 : 1)))
        if (key.startsWith(prefix)) yield { key, bytes: Buffer.byteLength(body), changedAt: Date.parse(at) };
    },
  };
}

export const WINDOW = { from: '2026-01-01T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z' };

// biome-ignore lint/suspicious/noExplicitAny: settings as somebody wrote them
type Written = any;

/** @param settings of one table called `sales`, or of several */
export function dropped(given: Readonly<Record<string, Dropped['body'] | Dropped>>, table: Written, tables?: Written) {
  const all = new Map(
    Object.entries(given).map(([key, one]) => [
      key,
      typeof one === 'string' || one instanceof Uint8Array ? { body: one } : one,
    ]),
  );
  const settings = files.settings.parse({
    folder: '.',
    tables: tables ?? { sales: { files: '**', mode: 'append', ...table } },
  }) as FilesSettings;
  const source = shaped(files, settings);
  const [stream] = source.streams;
  const open = () =>
    source.open({ source: 'files', name: 'main', start: WINDOW.from, settings }, {
      drop: () => folderOf(all),
    } as never);
  /** Records as they leave the session. */
  const read = async (window = WINDOW, leftOut: LeftOut[] = []): Promise<Written[]> => {
    const session = open();
    const records: unknown[] = [];
    for (let token: string | undefined; ; ) {
      const page = await session.page(stream!, { window } as never, token);
      records.push(...page.records);
      leftOut.push(...(page.leftOut ?? []));
      token = page.next;
      if (token === undefined) break;
    }
    if ((await session.count(stream!, window)) !== records.length)
      throw new Error('the second reading counts another number');
    return records;
  };
  const tokenise = compileTokeniser(stream!.schema as z.ZodType, new Tokens(Buffer.alloc(32, 1)));
  return {
    all,
    open,
    stream: stream!,
    read,
    /** Files that are left out, each with its reason. */
    leftOut: async () => {
      const leftOut: LeftOut[] = [];
      await read(WINDOW, leftOut);
      return leftOut.map(({ file, reason }) => `${file} ${reason}`);
    },
    /** Values of the rows, as the session read them; the files' own records left out. */
    values: async (window = WINDOW) => (await read(window)).filter(({ line }) => line > 0).map(({ values }) => values),
    problems: async () => (await read()).flatMap(({ problems }) => problems ?? []),
    /** What the engine would land, and the drift it would count. */
    landed: async () => {
      const drift: Record<string, number> = {};
      const rows = (await read()).filter((one) => stream!.schema.safeParse(one).success);
      const texts = rows.map((one) =>
        writeExact(
          tokenise(structuredClone(one), {
            personal: () => {},
            drifted: (path) => {
              drift[path] = (drift[path] ?? 0) + 1;
            },
          }),
        ),
      );
      return { rows: texts.map((text) => JSON.parse(text)), drift };
    },
  };
}
