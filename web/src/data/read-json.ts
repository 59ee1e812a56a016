/** Time after which a silent server counts as gone. */
export const READ_MS = 10_000;
const TRIES = 3;

export class ReadError extends Error {
  readonly code: string;
  /** The server answered that the file does not exist. */
  readonly isMissing: boolean;
  constructor(code: string, isMissing = false) {
    super(`could not be read: ${code}`);
    this.code = code;
    this.isMissing = isMissing;
  }
}

export interface ReadOptions {
  /** Bypasses the browser's cache. */
  readonly fresh?: boolean;
  readonly tries?: number;
  /** Timeout per attempt in milliseconds. */
  readonly within?: number;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Reads JSON, with retries after growing pauses; a missing file is not retried.
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
