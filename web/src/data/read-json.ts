/** A server that does not answer for so long is taken for gone. */
export const READ_MS = 10_000;
const TRIES = 3;

export class ReadError extends Error {
  readonly code: string;
  /** The server answered that there is no such file. */
  readonly isMissing: boolean;
  constructor(code: string, isMissing = false) {
    super(`could not be read: ${code}`);
    this.code = code;
    this.isMissing = isMissing;
  }
}

export interface ReadOptions {
  /** Asks the server even when the browser has a copy. */
  readonly fresh?: boolean;
  readonly tries?: number;
  /** Milliseconds per try. */
  readonly within?: number;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Reads JSON, several times with growing pauses; a missing file is missing and is not asked for again.
 * @throws ReadError
 */
export async function readJson<T>(path: string, options: ReadOptions = {}): Promise<T> {
  const { fresh = false, tries = TRIES, within = READ_MS } = options;
  let code = '';
  for (let attempt = 0; attempt < tries; attempt += 1) {
    if (attempt > 0) await wait(300 * 2 ** attempt);
    try {
      const response = await fetch(path, {
        cache: fresh ? 'no-cache' : 'default',
        signal: AbortSignal.timeout(within),
      });
      if (response.ok) return (await response.json()) as T;
      code = `${path} / ${response.status}`;
      if (response.status === 404) throw new ReadError(code, true);
    } catch (error) {
      if (error instanceof ReadError) throw error;
      code = `${path} / ${codeOf(error)}`;
    }
  }
  throw new ReadError(code);
}

function codeOf(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  return name === 'TimeoutError' ? 'no answer in time' : name === 'SyntaxError' ? 'no JSON' : 'no connection';
}
