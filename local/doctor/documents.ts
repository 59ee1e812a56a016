import type { z } from 'zod';
import { PREFIX } from '../../lambdas/contracts/layout.ts';
import { kindOf, type StoredKind } from '../../lambdas/contracts/stored-kinds.ts';
import { judgeDocument } from '../../lambdas/platform/stored-document.ts';
import type { ObjectStore } from '../../lambdas/ports/object-store.ts';

export interface DamagedDocument {
  readonly key: string;
  readonly kind: StoredKind;
  readonly wrong: string;
}

/** Every JSON document of a home: readable ones by key, and damaged ones. */
export interface Documents {
  readonly damaged: readonly DamagedDocument[];
  /** Keys of one prefix, in order. */
  of<T extends z.ZodType>(prefix: string, schema: T): readonly { key: string; document: z.output<T> }[];
  get<T extends z.ZodType>(key: string, schema: T): z.output<T> | undefined;
  /** Exists, damaged or not. */
  has(key: string): boolean;
}

const PREFIXES = [PREFIX.models, PREFIX.ops, PREFIX.alerts, PREFIX.published];

export async function readDocuments(store: ObjectStore): Promise<Documents> {
  const read = new Map<string, unknown>();
  const damaged: DamagedDocument[] = [];
  const there = new Set<string>();
  for (const prefix of PREFIXES) {
    for await (const { key } of store.list(prefix)) {
      const kind = kindOf(key);
      if (!kind) continue;
      there.add(key);
      const object = await store.get(key);
      if (!object) continue;
      const judged = judgeDocument(key, object.body, kind.schema);
      if ('wrong' in judged) damaged.push({ key, kind, wrong: judged.wrong });
      else read.set(key, judged.document);
    }
  }
  return {
    damaged,
    // The schema belongs to the kind: the type parameter tells the compiler which.
    of: (prefix, _schema) =>
      [...read]
        .filter(([key]) => key.startsWith(prefix))
        .map(([key, document]) => ({ key, document: document as never })),
    get: (key, _schema) => read.get(key) as never,
    has: (key) => there.has(key),
  };
}
