const SPINS = 2_000;

/**
 * Waits until all workers have come. `cells[0]` counts arrivals, `cells[1]` the turns; a short spin, then sleep: a worker that
 * died leaves the others asleep, and whoever started them ends them.
 */
export function makeBarrier(cells: Int32Array, workers: number): () => void {
  if (workers === 1) return () => {};
  return () => {
    const turn = Atomics.load(cells, 1);
    if (Atomics.add(cells, 0, 1) === workers - 1) {
      Atomics.store(cells, 0, 0);
      Atomics.add(cells, 1, 1);
      Atomics.notify(cells, 1);
      return;
    }
    for (let spin = 0; spin < SPINS; spin++) if (Atomics.load(cells, 1) !== turn) return;
    while (Atomics.load(cells, 1) === turn) Atomics.wait(cells, 1, turn);
  };
}
