// The network between the functions and S3, which the test can cut.
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

export interface Wire {
  /** What listens here hands everything on, as long as the wire is whole. */
  readonly url: string;
  /** Connections there were, and those that were broken or refused by a cut. */
  readonly counts: { opened: number; broken: number };
  /** Breaks every connection off and refuses new ones. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

export async function wireTo({ hostname, port }: URL): Promise<Wire> {
  const open = new Set<Socket>();
  const counts = { opened: 0, broken: 0 };
  let isWhole = true;
  const breakOff = (socket: Socket) => {
    counts.broken++;
    socket.resetAndDestroy();
  };
  const server = createServer((here) => {
    if (!isWhole) return breakOff(here);
    counts.opened++;
    open.add(here);
    const there = connect(Number(port), hostname);
    here.pipe(there).pipe(here);
    for (const [one, other] of [
      [here, there],
      [there, here],
    ] as const)
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
    here.on('close', () => open.delete(here));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    counts,
    cut: () => {
      isWhole = false;
      for (const socket of open) breakOff(socket);
    },
    mend: () => {
      isWhole = true;
    },
    close: () => {
      for (const socket of open) socket.destroy();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
