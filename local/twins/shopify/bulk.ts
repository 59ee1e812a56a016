// Bulk operations: an asynchronous query writes a file of JSON lines in which children come anywhere after their
// parents.

import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { SelectionSetNode } from 'graphql';
import type { Clock } from '../../../lambdas/ports/ports.ts';
import { argumentsOf, Connection, compile, compileSelections, fieldsOf, nodeSelections, type Wire } from './graphql.ts';
import type { Roots } from './roots.ts';

/** Parallel operations per shop, over all apps. */
const PARALLEL = 5;
/** An export silently truncates plain lists at this length. */
const LONGEST_LIST = 100;
/** Duration of an export in vendor time, milliseconds per object. */
const MS_PER_OBJECT = 1;
const BATCH = 64;

interface Operation {
  readonly id: string;
  readonly path: string;
  readyAt: number;
  objects: number;
  roots: number;
  state: 'running' | 'done' | 'failed';
}

export class BulkOperations {
  readonly #operations = new Map<string, Operation>();
  readonly #folder: string;
  readonly #roots: Roots;
  readonly #clock: Clock;
  /** The running operation: one after the other, because in parallel all would end as late as the last. */
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string, roots: Roots, clock: Clock) {
    this.#folder = folder;
    this.#roots = roots;
    this.#clock = clock;
  }

  /** @returns the operation, or the reason of its refusal */
  async run(query: string): Promise<{ id: string } | { refused: string }> {
    const running = [...this.#operations.values()].filter((one) => this.#statusOf(one) === 'RUNNING');
    if (running.length >= PARALLEL)
      return { refused: 'A bulk query operation for this app and shop is already in progress' };
    await mkdir(this.#folder, { recursive: true });
    const id = String(900_000_000 + this.#operations.size);
    const operation: Operation = {
      id,
      path: join(this.#folder, `${process.pid}-${id}.jsonl`),
      readyAt: Number.POSITIVE_INFINITY,
      objects: 0,
      roots: 0,
      state: 'running',
    };
    this.#operations.set(id, operation);
    const begun = this.#clock.now();
    this.#writing = this.#writing
      .then(() => this.#write(operation, query))
      .then(() => {
        operation.readyAt = begun + operation.objects * MS_PER_OBJECT;
        operation.state = 'done';
      })
      .catch(() => {
        operation.state = 'failed';
      });
    return { id };
  }

  #statusOf({ state, readyAt }: Operation): string {
    if (state === 'failed') return 'FAILED';
    return state === 'done' && this.#clock.now() >= readyAt ? 'COMPLETED' : 'RUNNING';
  }

  show(id: string, baseUrl: string): Wire | null {
    const operation = this.#operations.get(id);
    if (!operation) return null;
    const status = this.#statusOf(operation);
    return {
      id: `gid://shopify/BulkOperation/${id}`,
      status,
      errorCode: status === 'FAILED' ? 'INTERNAL_SERVER_ERROR' : null,
      objectCount: String(operation.objects),
      rootObjectCount: String(operation.roots),
      url: status === 'COMPLETED' && operation.objects > 0 ? `${baseUrl}/bulk/${id}.jsonl` : null,
      partialDataUrl: null,
    };
  }

  file(id: string): NodeJS.ReadableStream | undefined {
    const operation = this.#operations.get(id);
    return operation && createReadStream(operation.path);
  }

  async clear(): Promise<void> {
    for (const { path } of this.#operations.values()) await rm(path, { force: true });
  }

  async #write(operation: Operation, query: string): Promise<void> {
    const [root] = fieldsOf(compile(query).selections);
    const listing = root && this.#roots.listings[root.name.value];
    if (!root?.selectionSet || !listing) throw new Error('the export names no connection this twin has');
    const shape = shapeOf(nodeSelections(root.selectionSet));
    const out = createWriteStream(operation.path);
    let lines: string[] = [];
    let late: string[] = [];
    const flush = async () => {
      // Children of a batch come after all its parents, and unordered.
      const text = [...lines, ...shuffled(late)].map((line) => `${line}\n`).join('');
      lines = [];
      late = [];
      if (text !== '' && !out.write(text)) await once(out, 'drain');
      await turn();
    };
    for (const record of listing.all(argumentsOf(root, {}).query)) {
      lines.push(JSON.stringify(cut(shape.own(record, {}) as Wire)));
      operation.objects++;
      operation.roots++;
      for (const { field, pick } of shape.children) {
        const connection = record[field];
        if (!(connection instanceof Connection)) throw new Error(`'${field}' is no connection`);
        for (const child of connection.page({}).nodes) {
          late.push(JSON.stringify({ ...(pick(child, {}) as Wire), __parentId: record.id }));
          operation.objects++;
        }
      }
      if (lines.length >= BATCH) await flush();
    }
    await flush();
    out.end();
    await once(out, 'finish');
  }
}

/** A record's own fields without its connections: each of those becomes lines of its own. */
function shapeOf(set: SelectionSetNode) {
  const isConnection = (field: ReturnType<typeof fieldsOf>[number]) =>
    field.selectionSet !== undefined &&
    fieldsOf(field.selectionSet).some((one) => one.name.value === 'edges' || one.name.value === 'nodes');
  const fields = fieldsOf(set);
  const own: SelectionSetNode = {
    ...set,
    selections: set.selections.filter((one) => one.kind !== 'Field' || !isConnection(one)),
  };
  return {
    own: compileSelections(own, 'record'),
    children: fields.filter(isConnection).map((field) => ({
      field: field.name.value,
      pick: compileSelections(nodeSelections(field.selectionSet!), field.name.value),
    })),
  };
}

const cut = (record: Wire): Wire =>
  Object.values(record).some((value) => Array.isArray(value) && value.length > LONGEST_LIST)
    ? Object.fromEntries(
        Object.entries(record).map(([name, value]) => [
          name,
          Array.isArray(value) ? value.slice(0, LONGEST_LIST) : value,
        ]),
      )
    : record;

/** A reproducible shuffle. */
const shuffled = (lines: readonly string[]): readonly string[] =>
  lines.length % 7 === 0 ? lines.toReversed() : lines.map((_, at) => lines[(at * 7 + 3) % lines.length]!);
