// What becomes of a record that is not in all what its schema declares.
import { compileMend, type Mend, type Misfit } from './mend.ts';
import { identityOf, keyOf } from './record-key.ts';
import type { Stream } from './source.ts';

export interface Judgement {
  /** Every misfit replaced by null. */
  readonly mended: unknown;
  /** What costs the record: its key, or a field the stream requires, is among the misfits. */
  readonly costly: readonly Misfit[];
  /** What is lost of it: misfits that held something, one a path. */
  readonly lost: readonly Misfit[];
  /** Whether the record still says which one it is. */
  readonly hasKey: boolean;
}

/** In place of a misfit, to see whether the key is made of it. */
const PROBES = [probe('ONE'), probe('OTHER')] as const;

/** Answers to any name and is a text wherever one is wanted. */
function probe(text: string): unknown {
  const target = () => text;
  const self: unknown = new Proxy(target, {
    get: (_, name) => (name === Symbol.toPrimitive || name === 'toString' ? target : self),
  });
  return self;
}

/** Judges field by field: one that is optional never costs the record. */
export class RecordJudge {
  readonly #stream: Stream;
  #mend: Mend | undefined;

  constructor(stream: Stream) {
    this.#stream = stream;
  }

  judge(record: unknown): Judgement {
    this.#mend ??= compileMend(this.#stream.schema);
    const misfits: Misfit[] = [];
    const mended = this.#mend(record, misfits, null);
    const hasKey = this.#hasKey(record, mended);
    const required = misfits.filter(({ path }) => this.#isRequired(path));
    const costly = hasKey || required.length > 0 ? required : misfits;
    const lost = new Map(misfits.filter(({ isNothing }) => !isNothing).map((one) => [one.path, one]));
    return { mended, costly, lost: [...lost.values()], hasKey };
  }

  /** A field is lost with what it is in. */
  #isRequired(path: string): boolean {
    if (path === '$') return true;
    const { required = [] } = this.#stream;
    return required.some((one) => one === path || one.startsWith(`${path}.`) || one.startsWith(`${path}[`));
  }

  #hasKey(record: unknown, mended: unknown): boolean {
    if (keyOf(this.#stream, mended) === undefined) return false;
    const [one, other] = PROBES.map((replacement) => {
      const key = keyOf(this.#stream, this.#mend!(record, [], replacement));
      return key === undefined ? undefined : identityOf(key);
    });
    return one !== undefined && one === other;
  }
}
