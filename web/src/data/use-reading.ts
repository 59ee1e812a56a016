import { useCallback, useEffect, useState } from 'preact/hooks';

/** What became of a reading; neither value nor error while it goes on. */
export interface Reading<T> {
  readonly value?: T;
  readonly error?: unknown;
  again(): void;
}

/**
 * Reads while the component stands; what was read stays until something else is there.
 * @param key   reads anew when it changes
 * @param known what is there already: it is drawn at once
 */
export function useReading<T>(key: string, read: () => Promise<T>, known?: () => T | undefined): Reading<T> {
  const [turn, setTurn] = useState(0);
  const [state, setState] = useState<{ readonly value?: T; readonly error?: unknown }>(() => {
    const value = known?.();
    return value === undefined ? {} : { value };
  });
  const again = useCallback(() => setTurn((before) => before + 1), []);
  // The key stands for what is read.
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
