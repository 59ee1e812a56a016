// The outcome for a record that does not match its schema completely.
import { compileMend, type Mend, type Misfit } from './mend.ts';
import { identityOf, keyOf } from './record-key.ts';
import type { Stream } from './source.ts';

export interface Judgement {
  /** The record with every misfit replaced by null. */
  readonly mended: unknown;
  /** Misfits that cost the record: its key, or a field the stream requires. */
  readonly costly: readonly Misfit[];
  /** Losses: misfits that held a value, one per path. */
  readonly lost: readonly Misfit[];
  /** True if the record still has its key. */
  readonly hasKey: boolean;
}

/** Placeholder for a misfit, to test whether the key depends on it. */
const PROBES = [probe('ONE'), probe('OTHER')] as const;

/** Answers to any property name, and converts to a text wherever one is expected. */
function probe(text: string): unknown {
  const target = () => text;
  const self: unknown = new Proxy(target, {
    get: (_, name) => (name === Symbol.toPrimitive || name === 'toString' ? target : self),
  });
  return self;
}

/** Judges field by field: an optional field never costs the record. */
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

  /** A field is lost together with its parent. */
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
