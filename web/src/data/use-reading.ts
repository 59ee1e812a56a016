import { useCallback, useEffect, useState } from 'preact/hooks';

/** Outcome of a reading; neither value nor error while it is pending. */
export interface Reading<T> {
  readonly value?: T;
  readonly error?: unknown;
  again(): void;
}

/**
 * Reads while the component is mounted; the last value stays until a new one arrives.
 * @param key   reads anew when it changes
 * @param known a value that is already available: it is rendered at once
 */
export function useReading<T>(key: string, read: () => Promise<T>, known?: () => T | undefined): Reading<T> {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ readonly value?: T; readonly error?: unknown }>(() => {
    const value = known?.();
    return value === undefined ? {} : { value };
  });
  const again = useCallback(() => setTurn((before) => before + 1), []);
  // The key identifies what is read.
  useEffect(() => {
    let isOver = false;
    read().then(
      (value) => !isOver && setState({ value }),
      (error) => !isOver && setState((before) => ({ ...before, error })),
    );
    return () => {
      isOver = true;
    };
  }, [key, turn]);
  return { ...state, again };
}
