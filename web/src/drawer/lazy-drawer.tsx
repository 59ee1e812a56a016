import { useReading } from '../data/use-reading.ts';

const load = () => import('./drawer.tsx').then(({ default: Drawer }) => Drawer);

/** The drawer, whose code is loaded when a definition is opened for the first time. */
export function LazyDrawer({ of }: { of: string | null }) {
  return of?.includes('/') ? <Loaded of={of} /> : null;
}

function Loaded({ of }: { of: string }) {
  const { value: Drawer } = useReading('drawer', load);
  return Drawer ? <Drawer of={of} /> : null;
}
