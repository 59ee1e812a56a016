import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { InvariantError } from '../contracts/errors.ts';
import { cardKey, championKey, modelFileKey, rememberedKey } from '../contracts/layout.ts';
import { ModelCard } from '../contracts/pipeline.ts';
import { Champion, Training } from '../contracts/trained-model.ts';
import { readDocument } from '../platform/stored-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';

export type { Champion, Training };

export interface RegisteredModel {
  readonly file: string;
  readonly card: ModelCard;
}

/** A card before it is known where it lies. */
export type CardOf = Omit<ModelCard, 'key' | 'name'>;

export interface ModelStore {
  /** Writes file and card once; the key is the hash of the file. */
  register(file: string, card: CardOf): Promise<RegisteredModel>;
  find(key: string): Promise<RegisteredModel | undefined>;
  /** @throws InvariantError when the file or its card is missing */
  get(key: string): Promise<RegisteredModel>;
  champion(): Promise<Champion | undefined>;
  remembered(fingerprint: string): Promise<Training | undefined>;
  remember(fingerprint: string, training: Training): Promise<void>;
}

export const sha256 = (...parts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest('hex');
};

/** The files of one model that learns, under `models/<name>/`. */
export function modelStore(store: ObjectStore, name: string): ModelStore {
  const read = <T extends z.ZodType>(key: string, schema: T) => readDocument(store, key, schema);

  async function find(key: string): Promise<RegisteredModel | undefined> {
    const [file, card] = await Promise.all([store.get(key), read(cardKey(key), ModelCard)]);
    return file && card && { file: file.body.toString(), card };
  }

  return {
    find,
    register: async (file, given) => {
      const key = modelFileKey(name, sha256(file).slice(0, 32));
      const card: ModelCard = { name, key, ...given };
      await store.put(key, file, { ifAbsent: true });
      await store.put(cardKey(key), `${JSON.stringify(card, null, 2)}\n`, { ifAbsent: true });
      return { file, card };
    },
    get: async (key) => {
      const found = await find(key);
      if (!found) throw new InvariantError(`model file ${key} or its card is not in the store; train ${name} again`);
      return found;
    },
    champion: () => read(championKey(name), Champion),
    remembered: (fingerprint) => read(rememberedKey(name, fingerprint), Training),
    remember: async (fingerprint, training) => {
      await store.put(rememberedKey(name, fingerprint), `${JSON.stringify(training)}\n`);
    },
  };
}
