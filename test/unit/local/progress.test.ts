import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Doing, Progress } from '../../../local/progress.ts';

class Screen extends Writable {
  text = '';
  readonly isTTY: boolean;
  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

describe('progress', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  const during = (screen: Screen, lasts: number, doing: () => Doing) =>
    new Progress(screen).step(
      'shop',
      () => new Promise<void>((done) => setTimeout(done, lasts)),
      doing,
      () => ({ mark: '◆', text: '3 failed' }),
    );

  it('tells a log a state once, and that it goes on each half minute', async () => {
    const screen = new Screen(false);
    let rows = 0;
    const step = during(screen, 100_000, () => ({ state: rows < 10 ? 'reading' : 'waiting', text: `${rows++} rows` }));
    await vi.advanceTimersByTimeAsync(100_000);
    await step;
    const lines = screen.text.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines.at(-1)).toMatch(/^ {2}◆ shop: 3 failed \(100\.0 s\)$/);
  });

  it('draws a terminal in place: one line, whatever time it takes', async () => {
    const screen = new Screen(true);
    const step = during(screen, 10_000, () => ({ state: 'x', text: 'reading' }));
    await vi.advanceTimersByTimeAsync(10_000);
    await step;
    const up = screen.text.split('\x1b[1A\x1b[J').length - 1;
    const drawn = screen.text.split('… shop').length - 1;
    expect(drawn).toBeGreaterThan(10);
    expect(up).toBe(drawn);
    expect(screen.text.endsWith('◆ shop: 3 failed (10.0 s)\n')).toBe(true);
  });
});
