/** What a run of the deployment test compared and measured, printed at its end. */
export class Report {
  readonly #rows: [what: string, deployed: string, oneMachine: string][] = [];
  readonly #texts: string[] = [];
  readonly #times: [what: string, seconds: number][] = [];

  compared(what: string, deployed: number | string, oneMachine: number | string): void {
    this.#rows.push([what, String(deployed), String(oneMachine)]);
  }

  async timed<T>(what: string, work: () => Promise<T>): Promise<T> {
    const started = performance.now();
    try {
      return await work();
    } finally {
      this.#times.push([what, (performance.now() - started) / 1000]);
    }
  }

  /** Text of its own behind the tables. */
  add(text: string): void {
    this.#texts.push(text);
  }

  print(): void {
    const rows = [['compared', 'deployed', 'one machine'] as const, ...this.#rows];
    const lines = rows.map(([what, one, other]) => `${what.padEnd(44)} ${one.padStart(14)} ${other.padStart(14)}`);
    const times = this.#times.map(([what, seconds]) => `${what.padEnd(44)} ${seconds.toFixed(1).padStart(12)} s`);
    process.stdout.write(`\n${[...lines, '', ...times, '', ...this.#texts].join('\n')}\n`);
  }
}
